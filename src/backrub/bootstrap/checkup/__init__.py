"""Look after whoever hosts: is everything here, whole and safe, and what is to be done if not."""
