"""The import desk: files that people hand in, read and stored by processes of their own."""
