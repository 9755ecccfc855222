"""From an evening as written to its plan as printed, the way a person would get there."""

from dataclasses import replace

import msgspec

from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening_text
from backrub.documents.plan_json import plan_document as document_of
from backrub.domain.brief import Brief
from backrub.domain.briefing import brief_for
from backrub.domain.plan import Plan
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.tuning import Tuning


def brief_of(evening: dict) -> Brief:
    """Return the brief of an evening written as a document."""
    catalogue = load_catalogue()
    text = msgspec.json.encode(evening).decode()
    read = read_evening_text(text, name="evening.json", format="json", known_health=catalogue.safety)
    return brief_for(read, catalogue)


def plan_of(evening: dict, seed: int = 0, tuning: Tuning | None = None) -> Plan:
    """Return the plan of an evening written as a document."""
    return plan_evening(brief_of(evening), load_catalogue(), replace(tuning or Tuning(), seed=seed))


def plan_document(evening: dict, seed: int = 0) -> dict:
    """Return the plan document of an evening written as a document."""
    return document_of(plan_of(evening, seed))
