"""The planner: a brief in, an evening of timed steps out (docs/decisions/0004)."""
