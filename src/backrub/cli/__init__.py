"""The terminal: commands, the plan on a page, and the live guide."""
