"""The record in PostgreSQL, for many homes and several servers: the same statements as in SQLite."""
