"""From an evening as written to its plan as printed, the way a person would get there."""

from dataclasses import replace

import msgspec

from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening_text
from backrub.documents.plan_json import plan_document as document_of
from backrub.domain.briefing import brief_for
from backrub.domain.plan import Plan
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.tuning import Tuning


def plan_of(evening: dict, seed: int = 0, tuning: Tuning | None = None) -> Plan:
    """Return the plan of an evening written as a document."""
    text = msgspec.json.encode(evening).decode()
    catalogue = load_catalogue()
    read = read_evening_text(text, name="evening.json", format="json", known_health=catalogue.safety)
    return plan_evening(brief_for(read, catalogue), catalogue, replace(tuning or Tuning(), seed=seed))


def plan_document(evening: dict, seed: int = 0) -> dict:
    """Return the plan document of an evening written as a document."""
    return document_of(plan_of(evening, seed))
