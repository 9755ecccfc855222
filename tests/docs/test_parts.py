"""The record of chosen parts names what runs, in the versions of the lock."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORD = (ROOT / "docs" / "decisions" / "0003-chosen-parts.md").read_text(encoding="utf-8")
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
ROW = re.compile(r"^\| ([\w-]+) \| (\d[\w., ]*) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def needed(name):
    """Return the packages that one needs to run on this kind of system, with itself."""
    needs = [
        need["name"]
        for package in LOCK["package"]
        if package["name"] == name
        for need in package.get("dependencies", [])
        if "== 'win32'" not in need.get("marker", "")
    ]
    return {name}.union(*map(needed, set(needs)))


def locked(name):
    """Return the locked versions of a package; there are two where Python versions differ."""
    return {package["version"] for package in LOCK["package"] if package["name"] == name}


def test_what_runs_is_named_in_its_locked_version():
    named = {name: set(versions.split(", ")) for name, versions, *_ in ROW.findall(RECORD)}
    assert named == {name: locked(name) for name in needed("backrub") - {"backrub"}}


def test_the_list_of_parts_names_what_runs_with_its_digests(tmp_path):
    target = tmp_path / "parts.json"
    subprocess.run([ROOT / "script" / "sbom", target], check=True, capture_output=True, timeout=60)
    listed = json.loads(target.read_text(encoding="utf-8"))
    assert (listed["bomFormat"], listed["metadata"]["component"]["name"]) == ("CycloneDX", "backrub")
    parts = {(part["name"], part["version"]) for part in listed["components"]}
    runs_here = {(name, version) for name in needed("backrub") - {"backrub"} for version in locked(name)}
    assert runs_here <= parts
    assert {name for name, _ in parts - runs_here} <= {"colorama"}  # for Windows alone
    files = [file for part in listed["components"] for file in part["externalReferences"]]
    assert all(file["hashes"][0]["alg"] == "SHA-256" for file in files)


def test_every_decision_has_its_four_parts():
    for record in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        headings = re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == ["Status", "Context", "Decision", "Consequences"], record.name


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
