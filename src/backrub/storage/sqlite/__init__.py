"""The record in one SQLite file: one thread writes for all, and what append returned is on the disk."""
