"""Backups: all of a record in one file, whichever engine keeps it, and back."""
