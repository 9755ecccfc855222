"""A backup holds all that was kept at one moment, and goes back whole, into either database, or not at all."""

import json
import shutil
import stat
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from tests.commands import is_one_sentence
from tests.planted import SECRET, contents, plant, told

from backrub.application.ports import SessionRef
from backrub.bootstrap.keeping import back_up, put_back
from backrub.domain.errors import BadInput, StoreUnavailable
from backrub.domain.home import Person
from backrub.domain.session.events import StepBegan

ROUNDS = 300


def planted(host):
    with host.store() as store:
        plant(store)
        plant(store, "h2")
        return contents(store)


def test_a_backup_of_one_database_goes_back_into_the_other(host, other_host):
    before = planted(host)
    file = host.folder / "kept.backup"
    made = host.run("backup", file)
    assert (made.returncode, made.stderr) == (0, "")
    assert "holds 4 people and 2 evenings." in made.stdout
    assert "The key is not in it" in made.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    shutil.copy(host.settings.key_file, other_host.settings.key_file)
    back = other_host.run("restore", file)
    assert (back.returncode, back.stderr) == (0, "")
    assert "4 people and 2 evenings are back, as of 20" in back.stdout
    with other_host.store() as store:
        assert contents(store) == before
        assert told(store) == told(store, "h2") == [SECRET] * 3
        store.people.add_person(Person("p9", "h3", "Newcomer"))
        assert [one.name for one in store.people.people("h3")] == ["Newcomer"]
        store.log.open_session(SessionRef("s9", "a", "b", "digest", "h3", 1))


def test_a_backup_with_its_key_needs_nothing_else(host, other_host):
    planted(host)
    file = host.folder / "kept.backup"
    back_up(host.settings, file, with_key=True)
    put_back(other_host.settings, file, replace=False)
    assert stat.S_IMODE(other_host.settings.key_file.stat().st_mode) == 0o600
    with other_host.store() as store:
        assert told(store) == [SECRET] * 3


def test_a_stolen_backup_holds_no_private_word(host):
    planted(host)
    back_up(host.settings, host.folder / "kept.backup", with_key=False)
    with zipfile.ZipFile(host.folder / "kept.backup") as archive:
        assert len(archive.namelist()) > 10
        assert all(SECRET.encode() not in archive.read(name) for name in archive.namelist())
        assert host.settings.key_file.read_bytes() not in b"".join(map(archive.read, archive.namelist()))


def test_a_record_in_use_is_left_alone_unless_told_otherwise(host):
    before = planted(host)
    file = host.folder / "kept.backup"
    back_up(host.settings, file, with_key=False)
    with host.store() as store:
        store.people.erase_person("scott-h1")
        after = contents(store)
    refused = host.run("restore", file)
    assert refused.returncode == 2
    assert is_one_sentence(refused.stderr)
    assert "holds evenings already; add --replace" in refused.stderr
    with host.store() as store:
        assert contents(store) == after
    put_back(host.settings, file, replace=True)
    with host.store() as store:
        assert contents(store) == before
        assert told(store) == [SECRET] * 3


def test_a_backup_is_not_opened_with_another_key(host, other_host):
    planted(host)
    file = host.folder / "kept.backup"
    back_up(host.settings, file, with_key=True)
    other_host.settings.key_file.write_bytes(bytes(32))
    with pytest.raises(StoreUnavailable, match="is not the one that"):
        put_back(other_host.settings, file, replace=True)
    assert other_host.settings.key_file.read_bytes() == bytes(32)


def test_without_its_key_a_backup_says_what_is_missing(sqlite_host, tmp_path):
    planted(sqlite_host)
    file = sqlite_host.folder / "kept.backup"
    back_up(sqlite_host.settings, file, with_key=False)
    sqlite_host.settings.key_file.rename(tmp_path / "away")
    with pytest.raises(StoreUnavailable, match="its key is not at"):
        put_back(sqlite_host.settings, file, replace=True)


def test_a_backup_under_writes_is_of_one_moment(host, other_host):
    with host.store() as store:
        plant(store)
        for number in range(4):
            store.log.open_session(SessionRef(f"live{number}", "a", "b", "digest", "h1", 1))
        done, going = Event(), Event()

        def press(number):
            """Append to one session, then to the next, so that any cut between two of them shows."""
            seq = 0
            while seq < ROUNDS and not (done.is_set() and seq > 20):
                for session in (f"live{number}", f"live{number + 1}"):
                    store.log.append(session, f"c{seq}", [StepBegan(seq, "s")], expected_seq=seq)
                seq += 1
                if seq > 5:
                    going.set()
            return seq

        with ThreadPoolExecutor() as pool:
            pressed = [pool.submit(press, number) for number in (0, 2)]
            assert going.wait(60)
            for number in range(3):
                back_up(host.settings, host.folder / f"{number}.backup", with_key=True)
            done.set()
            last = [one.result() for one in pressed]
    for number in range(3):
        put_back(other_host.settings, host.folder / f"{number}.backup", replace=True)
        with other_host.store() as store:
            lengths = [len(store.log.read(f"live{session}")) for session in range(4)]
        assert all(0 <= before - after <= 1 for before, after in (lengths[:2], lengths[2:]))
        assert lengths[0] > 0
        assert lengths[0] <= last[0]


def noticed(host, damaged):
    """Return whether a damaged backup is refused."""
    try:
        put_back(host.settings, damaged, replace=True)
    except BadInput:
        return True
    return False


def test_no_damage_goes_unnoticed_and_nothing_is_changed_by_it(sqlite_host):
    """Damage that is not noticed hit what says nothing: times, rights, how an entry was made."""
    before = planted(sqlite_host)
    file = sqlite_host.folder / "kept.backup"
    back_up(sqlite_host.settings, file, with_key=False)
    whole = file.read_bytes()
    refused = []
    for at in range(0, len(whole), len(whole) // 60):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
        refused.append(noticed(sqlite_host, file))
        with sqlite_host.store() as store:
            assert contents(store) == before
    assert sum(refused) > len(refused) / 3  # about two of three bytes are of what was kept


@pytest.mark.parametrize("part", [0.0, 0.3, 0.99])
def test_half_a_backup_is_refused(sqlite_host, part):
    before = planted(sqlite_host)
    file = sqlite_host.folder / "kept.backup"
    back_up(sqlite_host.settings, file, with_key=False)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])
    with pytest.raises(BadInput, match=r"is damaged|is no backup"):
        put_back(sqlite_host.settings, file, replace=True)
    with sqlite_host.store() as store:
        assert contents(store) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [('"format":1', '"format":2'), ('"person":{"columns":["ordinal"', '"person":{"columns":["x"')],
)
def test_a_newer_backup_is_refused(sqlite_host, old, new):
    planted(sqlite_host)
    file, newer = sqlite_host.folder / "kept.backup", sqlite_host.folder / "newer.backup"
    back_up(sqlite_host.settings, file, with_key=False)
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(newer, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name)
            copy.writestr(name, text.replace(old.encode(), new.encode()) if name == "backup.json" else text)
        assert old.encode() in archive.read("backup.json")
    with pytest.raises(BadInput, match="made by a newer Backrub"):
        put_back(sqlite_host.settings, newer, replace=True)


def test_an_older_backup_goes_back_without_what_came_later(sqlite_host):
    planted(sqlite_host)
    file, older = sqlite_host.folder / "kept.backup", sqlite_host.folder / "older.backup"
    back_up(sqlite_host.settings, file, with_key=False)
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(older, "w") as copy:
        for name in archive.namelist():
            listed = json.loads(archive.read(name)) if name == "backup.json" else {}
            if listed:
                del listed["tables"]["keepsake"]
            copy.writestr(name, json.dumps(listed) if listed else archive.read(name))
    put_back(sqlite_host.settings, older, replace=True)
    with sqlite_host.store() as store:
        assert told(store) == [SECRET] * 2


def test_a_backup_never_takes_the_place_of_another_file(sqlite_host):
    planted(sqlite_host)
    file = sqlite_host.folder / "kept.backup"
    file.write_text("dear")
    made = sqlite_host.run("backup", file)
    assert made.returncode == 2
    assert is_one_sentence(made.stderr)
    assert file.read_text() == "dear"


def test_where_nothing_was_kept_no_record_is_begun(sqlite_host):
    made = sqlite_host.run("backup", sqlite_host.folder / "kept.backup")
    assert made.returncode == 1
    assert "There is no record" in made.stderr
    assert list(sqlite_host.folder.iterdir()) == []
