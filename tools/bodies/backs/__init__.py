"""Build the bodies that Backrub draws and measures on; run offline, never needed at run time."""
