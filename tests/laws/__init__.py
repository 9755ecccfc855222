"""The eight laws of a plan, judged from outside documents alone.

Nothing here imports the planner: a plan is the document of `backrub plan --format json`, an evening is the
evening file, and the catalogue is the rows of strokes, sites and safety answers as plain data.
"""
