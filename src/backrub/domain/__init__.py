"""Nouns and rules of a back rub: pure, no clock, no randomness of its own, no input or output."""
