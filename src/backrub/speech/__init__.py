"""Voices: recordings, engines and systems behind one small interface, each engine a process of its own."""
