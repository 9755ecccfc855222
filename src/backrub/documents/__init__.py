"""Documents: the outside formats, read in and written out."""
