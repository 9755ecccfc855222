"""The record of all that is kept, in one SQLite file or a PostgreSQL; its heart is an append-only log of events."""
