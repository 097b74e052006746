"""What leaves the program: items for the API and `export`, and CSV, JSON and XLSX files."""
