"""Sound: what leads the hands, made sample by sample from the breakpoints of a score."""
