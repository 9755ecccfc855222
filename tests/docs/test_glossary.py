"""The glossary names every public class of the domain, and none that is gone."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
DOMAIN = ROOT / "src" / "backrub" / "domain"
FIELD_TERMS = (
    *("effleurage", "petrissage", "tapotement", "palpation", "Walton", "site-side"),
    *("twin", "ramp", "visit", "slot", "block", "passage"),
)


def public_classes():
    return {
        node.name
        for path in DOMAIN.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def explained_classes():
    return set(re.findall(r"`([A-Z]\w+)`", GLOSSARY))


def test_every_public_class_is_explained():
    assert sorted(public_classes() - explained_classes()) == []


def test_nothing_that_is_gone_is_explained():
    assert sorted(explained_classes() - public_classes()) == []


def test_no_class_is_explained_twice():
    named = re.findall(r"`([A-Z]\w+)`", GLOSSARY)
    assert len(named) == len(set(named))


def test_the_terms_of_the_field_are_explained():
    terms = " ".join(re.findall(r"\*\*(.+?)\*\*", GLOSSARY))
    assert [term for term in FIELD_TERMS if term not in terms] == []


def test_every_line_explains_in_one_sentence():
    entries = [line for line in GLOSSARY.splitlines() if line.startswith("- ")]
    assert all(re.match(r"- \*\*.+?\*\*.*: .+\.$", line) for line in entries)
