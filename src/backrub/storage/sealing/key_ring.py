"""A key for each owner of private texts, wrapped by the key of the house; an owner erased takes it along.

Sealing is AES-256-GCM with 96-bit random nonces (NIST SP 800-38D); a text is bound to its owner and its place, so
that none can be moved to another row unnoticed.
"""

import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backrub.domain.errors import StoreUnavailable
from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_file import KEY_BYTES

SEALED = "s1:"
"""How a sealed text begins; older records hold plain JSON, which never does."""

NOBODY = ""
"""Whose key seals nothing: it proves that the key of the house is the one this record knows."""

NONCE_BYTES = 12
KEPT = 1024
"""How many owners' keys are kept unwrapped."""

_ONE = "SELECT wrapped FROM sealing_key WHERE owner = ?"
_ADD = "INSERT INTO sealing_key (owner, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Key:
    """Hold an owner's key, and how the record holds it, wrapped."""

    owner: str
    wrapped: bytes
    cipher: AESGCM

    def seal(self, place: str, text: str) -> str:
        """Return a text sealed for its owner."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self.cipher.encrypt(nonce, text.encode(), _bound(self.owner, place))
        return SEALED + b64encode(nonce + sealed).decode("ascii")


class KeyRing:
    """Seal and open texts of a record; safe from any thread."""

    def __init__(self, record: Record, house_key: Callable[[], bytes]) -> None:
        self._record = record
        self._house_key = house_key
        self._lock = Lock()
        self._kept: dict[str, Key] = {}

    @cached_property
    def _house(self) -> AESGCM:
        """Return the key that wraps the others, read once something is sealed or opened."""
        return AESGCM(self._house_key())

    def prepare(self) -> None:
        """Have the key of the house at hand, made if there is none yet, and see that it is this record's.

        Raises: StoreUnavailable, if it is missing, or another record's.
        """
        try:
            self._record.write(self._prove)
        except InvalidTag as error:
            raise StoreUnavailable(
                f"The key given is not the one that {self._record.place} was sealed with; give that one."
            ) from error

    def _prove(self, db: Statements) -> None:
        """Open what the first key of this record wrapped; servers that start at once agree on one that way."""
        self._to_seal(db, NOBODY)

    def seal(self, db: Statements, owner: str, place: str, text: str) -> str:
        """Return a text sealed for its owner; their key is made in the same transaction if there is none."""
        return self._to_seal(db, owner).seal(place, text)

    def at_hand(self, owner: str) -> Key | None:
        """Return an owner's key as it was last read, None if it was not; the record may know better by now."""
        with self._lock:
            return self._kept.get(owner)

    def open(self, owner: str, place: str, sealed: str, *, db: Statements | None = None) -> str:
        """Return what was sealed; a text from before there were keys comes back as it is.

        `db` is the transaction that asks, if one does: it may have made the key itself.

        Raises: StoreUnavailable, if it was changed, or its key is gone.
        """
        if not sealed.startswith(SEALED):
            return sealed
        try:
            bytes_ = b64decode(sealed[len(SEALED) :], validate=True)
            key = self._key(owner, db)
            return key.cipher.decrypt(
                bytes_[:NONCE_BYTES], bytes_[NONCE_BYTES:], _bound(owner, place)
            ).decode()
        except (InvalidTag, NotBase64, LookupError, ValueError) as error:
            raise StoreUnavailable(
                f"{self._record.place}: something private cannot be opened; its key is another or gone, or it was "
                "changed. Put record and key back from the same backup."
            ) from error

    def forget(self) -> None:
        """Hold no key in memory, since some may have been erased from the record."""
        with self._lock:
            self._kept.clear()

    def _to_seal(self, db: Statements, owner: str) -> Key:
        """Return an owner's key as the transaction sees it: one erased meanwhile is made anew."""
        found = db.execute(_ONE, (owner,)).fetchone()
        if found is None:
            fresh = secrets.token_bytes(KEY_BYTES)
            wrapped = self._wrapped(owner, fresh)
            db.execute(_ADD, (owner, wrapped))
            return Key(owner, wrapped, AESGCM(fresh))
        return self._unwrapped(owner, bytes(found[0]))

    def _key(self, owner: str, db: Statements | None) -> Key:
        return self.at_hand(owner) or self._read(owner, db)

    def _read(self, owner: str, db: Statements | None) -> Key:
        found = db.execute(_ONE, (owner,)).fetchall() if db else self._record.rows(_ONE, (owner,))
        if not found:
            raise LookupError(owner)
        key = self._unwrapped(owner, bytes(found[0][0]))
        if db is None:  # what a transaction made may yet be undone
            self._keep(key)
        return key

    def _keep(self, key: Key) -> None:
        with self._lock:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key.owner] = key

    def _wrapped(self, owner: str, key: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._house.encrypt(nonce, key, _bound(owner, "key"))

    def _unwrapped(self, owner: str, wrapped: bytes) -> Key:
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return Key(owner, wrapped, AESGCM(self._house.decrypt(nonce, sealed, _bound(owner, "key"))))


def proves(key: bytes, wrapped: bytes) -> bool:
    """Return whether a key is that of the house which wrapped the first key of a record."""
    try:
        AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _bound(NOBODY, "key"))
    except (InvalidTag, ValueError):
        return False
    return True


def _bound(owner: str, place: str) -> bytes:
    return f"{owner}\n{place}".encode()
