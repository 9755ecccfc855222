"""What the doors of a home need of the record: how often something was tried, and the links that are shown now."""

from typing import Protocol


class Throttle(Protocol):
    """Count tries, whichever server they come to. Keys come as digests, never as what they stand for."""

    def take(self, key: bytes, *, most: int, window_ms: int, now_ms: int) -> bool:
        """Return whether one more try of a key is allowed within a sliding time, and count it if so.

        Raises: StoreUnavailable.
        """

    def give_back(self, key: bytes) -> None:
        """Count the latest try of a key no more; one never tried changes nothing.

        Raises: StoreUnavailable.
        """


class ShownLinks(Protocol):
    """Remember the token of the link that is shown at a place, a home's or a device's id; sealed where it lies."""

    def shown(self, place: str) -> str | None:
        """Return the token of the link shown at a place, None if there is none.

        Raises: StoreUnavailable.
        """

    def show(self, place: str, home_id: str, token: str) -> None:
        """Show a home's link at a place, instead of any other there.

        Raises: StoreUnavailable.
        """

    def put_away(self, place: str) -> None:
        """Show no link at a place any more.

        Raises: StoreUnavailable.
        """
