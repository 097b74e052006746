"""The import desk: files that people hand in, read and stored by processes of their own."""

from indices.said import said

# The largest file of any publisher known so far has 4 MB; a million rows as CSV have 60.
MOST_BYTES = 128 * 1024 * 1024
# With the fields and boundaries that a browser sends around it.
MOST_SENT = MOST_BYTES + 1024 * 1024
TOO_LARGE = said(
    "The file has more than {n} MB; divide it and import the parts one after the other.",
    n=MOST_BYTES >> 20,
)
