"""The back as geometry: authored once, placed on every body, and the paths that hands may take there."""
