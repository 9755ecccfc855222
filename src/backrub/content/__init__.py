"""The catalogue as data: TOML rows that a massage therapist can correct, and the loader that checks them."""
