"""Argon2id for PINs."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2:
    """Hash PINs as OWASP's Password Storage Cheat Sheet asks at the least: 19 MiB, two rounds, one lane."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

    def hash(self, pin: str) -> str:
        """Return the hash of a PIN, its salt within."""
        return self._hasher.hash(pin)

    def fits(self, pin_hash: str, pin: str) -> bool:
        """Return whether a PIN is the one that was hashed; a damaged hash fits nothing."""
        try:
            return self._hasher.verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False
