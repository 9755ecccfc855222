"""The session: a pure state machine over an append-only log of events."""
