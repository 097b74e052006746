"""The room that opens files: templates, numbers, names, corrections. Labels in, codes out."""
