"""Say who holds a device now, and put it away for the other."""

from dataclasses import replace

from backrub.application.home_ports import People
from backrub.domain.home import Device


def hold(people: People, device: Device, person_id: str) -> None:
    """Let someone hold a device that speaks for them; whoever asks has checked the PIN.

    Raises: ValueError, for someone it does not speak for; StoreUnavailable.
    """
    if person_id not in device.people:
        raise ValueError(f"The device does not speak for {person_id}.")
    people.change_device(replace(device, holder=person_id))


def put_away(people: People, device: Device) -> None:
    """Let nobody hold a device until someone says who they are.

    Raises: StoreUnavailable.
    """
    people.change_device(replace(device, holder=None))
