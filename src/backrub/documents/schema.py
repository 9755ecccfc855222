"""Find the JSON Schema of an outside document by its name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from backrub.documents.evening_schema import evening_schema
from backrub.documents.event_json import event_schema
from backrub.documents.plan_json import plan_schema
from backrub.domain.errors import BadInput

SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {"evening": evening_schema, "plan": plan_schema, "event": event_schema}
)


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a document.

    Raises: BadInput, if there is no document of that name.
    """
    if name not in SCHEMAS:
        raise BadInput(f"There is no schema of that name; the schemas are {', '.join(SCHEMAS)}.")
    return SCHEMAS[name]()
