"""The image is made of what is here, by the lock, and runs as nobody in particular."""

import json
import re
import shutil
import stat
import subprocess

import pytest

from backrub.storage.sealing.key_file import read_key
from tests.command_line import not_there
from tests.deploy.files import FOLDER, containerfile

ROOT = FOLDER.parent
STEPS = containerfile()


def words_of(name):
    return [words for one, words in STEPS if one == name]


def test_both_stages_begin_with_the_same_python():
    assert len({words[0] for words in words_of("FROM")}) == 1
    assert len(words_of("FROM")) == 2


def test_uv_is_the_one_of_the_scripts():
    ours = set(re.findall(r"uv==[\d.]+", (ROOT / "script" / "_env.sh").read_text()))
    assert ours == {word for words in words_of("RUN") for word in words if word.startswith("uv==")}


def test_what_is_put_in_comes_from_the_lock_without_tools():
    synced = [words[2:] for words in words_of("RUN") if words[:2] == ["uv", "sync"]]
    assert [one[:2] for one in synced] == [["--frozen", "--no-dev"]] * 2
    assert "--no-editable" in synced[-1]


def test_all_that_is_copied_is_here_and_is_let_through():
    copied = {word for words in words_of("COPY") if "--from=build" not in words for word in words[:-1]}
    let_through = {
        line[1:] for line in (FOLDER / "Containerfile.dockerignore").read_text().split() if line[0] == "!"
    }
    assert copied == let_through
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_it_runs_as_a_user_without_rights():
    ((user,),) = words_of("USER")
    assert user.partition(":")[0] not in {"0", "root"}


def test_whoever_it_is_run_as_can_write_where_it_keeps_things():
    """A folder in memory may take over the rights of the one that is there in the image."""
    ((kept,),) = words_of("VOLUME")
    assert ["install", "-d", "-m", "1777", kept] in [words[-5:] for words in words_of("RUN")]


def test_it_starts_what_the_program_knows():
    ((entry,), (command,)) = (words_of(name) for name in ("ENTRYPOINT", "CMD"))
    assert json.loads(entry[0]) == ["backrub"]
    assert not_there(json.loads(command[0])) == []


def test_the_secrets_are_for_their_owner_alone_and_the_key_is_one(secrets):
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets.iterdir()} == {0o600}
    assert len(read_key(secrets / "house.key")) == 32


def test_what_the_database_asks_for_is_what_a_node_says(secrets):
    password = (secrets / "database.password").read_text()
    assert re.fullmatch("[0-9a-f]{64}", password)
    assert (secrets / "pgpass").read_text() == f"database:5432:backrub:backrub:{password}\n"


def test_making_the_secrets_again_changes_nothing(secrets):
    before = {path.name: path.read_bytes() for path in secrets.iterdir()}
    subprocess.run(["sh", secrets.parent / "make-secrets"], check=True, timeout=20)
    assert {path.name: path.read_bytes() for path in secrets.iterdir()} == before


CADDY = shutil.which("caddy")


@pytest.mark.skipif(CADDY is None, reason="Caddy is not installed")
def test_caddy_understands_its_file(tmp_path):
    run = subprocess.run(
        [CADDY, "validate", "--adapter", "caddyfile", "--config", FOLDER / "Caddyfile"],
        env={"HOME": str(tmp_path), "BACKRUB_NAME": "backrub.example.org"},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert run.returncode == 0, run.stderr
