"""One module a page; `layouts/README.md` shows their anatomy."""
