"""The record of every evening: an append-only log of events in one SQLite file."""
