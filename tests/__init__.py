"""What Backrub promises, as tests: a folder for each kind of promise."""
