"""What a command's exit status tells."""

DONE = 0
FAILED = 1
BAD_INPUT = 2

NOT_TODAY = 3
"""Tonight seeks care, or is not the evening for a back rub."""

INTERRUPTED = 130
"""Someone left by Ctrl-C or a signal."""
