"""Live fan-out: who waits for news of what, and the hint that there is some."""
