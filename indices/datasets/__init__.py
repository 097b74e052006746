"""Public data sets: what is listed, and how it is fetched."""
