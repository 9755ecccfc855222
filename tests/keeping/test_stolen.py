"""Whoever takes a disk or a backup reads nothing private; of the erased not even with the key.

What holds after an erase: no file of the record has the key of the erased, so nothing they wrote can be opened.
PostgreSQL's write-ahead log is the exception that a host has to know: it holds the key, wrapped by the house's, until
the server writes over that segment, as does a backup from before; both are unreadable without the key file.
"""

from pathlib import Path

import pytest
from tests.planted import SECRET, plant, told

from backrub.bootstrap.keeping import back_up, put_back
from backrub.domain.errors import StoreUnavailable
from backrub.storage.backup.opened import open_backup
from backrub.storage.postgres import wiping

WHO = "cheryl-h1"


def files_of(host, request):
    """Return every file in which a database keeps anything, once all is written there."""
    if isinstance(host.settings.database, Path):
        return [file for file in host.folder.iterdir() if file.name.startswith(host.settings.database.name)]
    server = request.getfixturevalue("postgres")
    server.run_sql("CHECKPOINT")
    return [file for file in server.data.rglob("*") if file.is_file()]


def holding(files, bytes_):
    """Return the files that hold some bytes; one that a server removes meanwhile holds nothing."""
    found = []
    for file in files:
        try:
            if bytes_ in file.read_bytes():
                found.append(file)
        except FileNotFoundError:
            continue
    return found


def wrapped_key(store):
    (row,) = store.record.rows("SELECT wrapped FROM sealing_key WHERE owner = ?", (WHO,))
    return bytes(row[0])


def test_no_file_of_a_database_in_use_holds_a_private_word(host, request):
    with host.store() as store:
        plant(store)
        assert holding(files_of(host, request), SECRET.encode()) == []
        assert holding(files_of(host, request), b"s1:") != []
        assert told(store) == [SECRET] * 3


def test_after_an_erase_no_table_holds_the_key_that_opened_it(host, request):
    with host.store() as store:
        plant(store)
        plant(store, "h2")
        wrapped = wrapped_key(store)
        assert holding(files_of(host, request), wrapped) != []
        store.people.erase_person(WHO)
        kept = [file for file in files_of(host, request) if "pg_wal" not in file.parts]
        assert holding(kept, wrapped) == []
        assert told(store, "h2") == [SECRET] * 3


def test_while_someone_reads_the_record_as_it_was_an_erase_says_so(postgres_host, postgres, monkeypatch):
    monkeypatch.setattr(wiping, "PATIENCE_S", 0.2)
    with postgres_host.store() as store:
        plant(store)
        wrapped = wrapped_key(store)
        with store.record.snapshot() as now:
            assert now.count("sealing_key") > 1
            with pytest.raises(StoreUnavailable, match="is being read elsewhere"):
                store.people.erase_person(WHO)
        postgres.run_sql("CHECKPOINT")
        kept = [file for file in postgres.data.rglob("*") if file.is_file() and "pg_wal" not in file.parts]
        assert holding(kept, wrapped) == []


def test_a_backup_from_after_an_erase_holds_nothing_of_the_erased(host, tmp_path):
    with host.store() as store:
        plant(store)
    back_up(host.settings, tmp_path / "before", with_key=True)
    with host.store() as store:
        store.people.erase_person(WHO)
    back_up(host.settings, tmp_path / "after", with_key=True)
    assert rows_about(tmp_path / "before", WHO) > 3
    assert rows_about(tmp_path / "after", WHO) == 0


def test_a_backup_from_before_an_erase_brings_the_erased_back_for_whoever_has_the_key(host, tmp_path):
    with host.store() as store:
        plant(store)
        back_up(host.settings, tmp_path / "before", with_key=False)
        store.people.erase_person(WHO)
    put_back(host.settings, tmp_path / "before", replace=True)
    with host.store() as store:
        assert told(store) == [SECRET] * 3


def rows_about(path, person_id):
    with open_backup(path) as backup:
        return sum(
            person_id in str(row)
            for table, listed in backup.contents.tables.items()
            for row in backup.rows(table, listed.columns)
        )
