"""Use cases, one a file, named by their verb; and the ports they need."""
