"""Written papers in DOCX, in the layout of Decree 30/2020/NĐ-CP."""
