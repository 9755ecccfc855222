"""The score: a plan compiled for the ear, read alike by every renderer."""
