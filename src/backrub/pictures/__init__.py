"""Pictures of a back and an evening: pure functions from domain values to SVG text."""
