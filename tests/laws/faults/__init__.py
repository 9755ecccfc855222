"""Seeded faults: small ways to break one law of a lawful plan, so that the judge itself is tried."""

from tests.laws.faults import care, order, pressure, touch
from tests.laws.faults.seeding import Fault

FAULTS = tuple(
    fault
    for module in (order, pressure, touch, care)
    for fault in vars(module).values()
    if isinstance(fault, Fault)
)
