"""Wire adapters to use cases; the only room that knows both."""
