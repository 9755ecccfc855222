"""Whoever hosts lists homes, invites, hands out and erases, and learns nothing on the way that is not theirs."""

import json
import stat

import pytest
from tests.commands import is_one_sentence
from tests.ended import ended
from tests.planted import SECRET, contents, plant, told
from tests.terminal import Terminal

from backrub.application.join_home import join_home
from backrub.bootstrap import person_files as exporting
from backrub.bootstrap.hosting import erase_people, list_homes, people_named
from backrub.bootstrap.house import open_house
from backrub.bootstrap.person_files import person_files, write_folder
from backrub.cli.hosting_view import homes_bytes
from backrub.domain.errors import BadInput
from backrub.domain.home import Person

CHERYL = Person("cheryl-h1", "h1", "Cheryl")


@pytest.fixture
def two_homes(host):
    with host.store() as store:
        plant(store)
        plant(store, "h2")
    return host


def test_homes_are_counted_and_nobody_is_named(two_homes):
    shown = two_homes.run("homes", COLUMNS="100")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert [line.split() for line in shown.stdout.splitlines()[1:]] == [
        ["h1", "2", "1", "2026-09-21"],
        ["h2", "2", "1", "2026-09-21"],
    ]
    said = homes_bytes(list_homes(two_homes.settings)).decode()
    assert json.loads(said)["homes"][1] == {
        "home": "h2",
        "people": 2,
        "evenings": 1,
        "last_day": "2026-09-21",
    }
    assert all(word not in shown.stdout + said for word in ("Cheryl", "Scott", SECRET))


def test_a_person_is_found_by_id_or_by_name_and_home(two_homes):
    settings = two_homes.settings
    assert people_named(settings, "cheryl-h1", None) == [CHERYL]
    assert people_named(settings, "cheRYL", "h1") == [CHERYL]
    for said, home, why in (
        ("Cheryl", None, "There are 2 homes here; give one with --home"),
        ("Cheryl", "h9", "There is no home h9 here"),
        ("cheryl-h2", "h1", "Nobody in that home is called cheryl-h2"),
    ):
        with pytest.raises(BadInput, match=why):
            people_named(settings, said, home)


def test_a_person_erased_is_gone_with_their_key_and_nobody_else_is(two_homes):
    with two_homes.store() as store:
        before = contents(store)
    done = two_homes.run("erase", "cheryl", "--home", "h1", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Backups made before still hold what was erased" in done.stdout
    with two_homes.store() as store:
        assert told(store) == []
        assert told(store, "h2") == [SECRET] * 3
        after = contents(store)
    owners = {owner for owner, _ in before["sealing_key"]}
    assert owners - {owner for owner, _ in after["sealing_key"]} == {"cheryl-h1"}
    assert [one.people for one in list_homes(two_homes.settings)] == [1, 2]


def test_nobody_is_erased_unasked(sqlite_host):
    with sqlite_host.store() as store:
        plant(store)
        plant(store, "h2")
    for arguments in (("erase", "cheryl-h1"), ("homes", "erase", "h1")):
        refused = sqlite_host.run(*arguments)
        assert refused.returncode == 2
        assert is_one_sentence(refused.stderr)
        assert "add --yes" in refused.stderr
    assert [one.people for one in list_homes(sqlite_host.settings)] == [2, 2]


def test_a_home_erased_leaves_nothing_of_it(host):
    home = "lighthouse"  # long enough that no sealed bytes spell it
    with host.store() as store:
        plant(store, home)
        plant(store, "h2")
        assert home in repr(contents(store))
    erase_people(host.settings, people_named(host.settings, None, home), whole_home=True)
    with host.store() as store:
        left = repr(contents(store))
        assert told(store, "h2") == [SECRET] * 3
    assert home not in left


def test_a_link_of_the_host_begins_one_home(host):
    said = host.run("homes", "invite", "--address", "https://home.example/")
    assert (said.returncode, said.stderr) == (0, "")
    link = said.stdout.splitlines()[0]
    token = link.removeprefix("https://home.example/join/")
    with open_house(host.settings, {}) as house:
        joined = [
            join_home(
                house.people,
                house.new_token,
                link=token,
                token=f"phone {n}",
                name="Cheryl",
                now_ms=house.now_ms(),
            )
            for n in range(2)
        ]
    assert [one is not None for one in joined] == [True, False]
    assert [one.people for one in list_homes(host.settings)] == [1]


def test_all_that_is_about_a_person_is_handed_out(sqlite_host):
    with open_house(sqlite_host.settings, {}) as house:
        evening = ended(house)
        evening.close("receiver", felt="ahhh", keep="slow at the end")
        evening.close("giver", keep="a lower chair")
    folder = sqlite_host.folder / "cheryls"
    done = sqlite_host.run("export", "Cheryl", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "hand it to Cheryl alone" in done.stdout
    names = {file.name for file in folder.iterdir()}
    assert names == {"mine.json", "weekly.ics", "hands.svg", "hands.png", "likings.svg", "likings.png"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    document = json.loads((folder / "mine.json").read_text())
    assert document["received"][0]["closing"]["keep"] == "slow at the end"
    assert "a lower chair" not in "".join(
        file.read_text() for file in folder.iterdir() if file.suffix != ".png"
    )
    assert (folder / "hands.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "weekly.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_pictures_are_handed_out_where_there_is_something_to_draw(postgres_host, monkeypatch):
    monkeypatch.setattr(exporting, "PICTURE_WIDTH_PX", 40)
    with open_house(postgres_host.settings, {}) as house:
        ended(house)
        cheryls, scotts = (
            person_files(house, house.people.person(f"home-{who}")) for who in ("cheryl", "scott")
        )
    assert set(cheryls) - set(scotts) == {"hands.svg", "hands.png", "likings.svg", "likings.png"}
    assert set(scotts) == {"mine.json", "weekly.ics"}


def test_a_folder_in_use_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "dear").write_text("kept")
    with pytest.raises(BadInput, match="in use already; name a new folder"):
        write_folder(tmp_path / "mine", {"mine.json": b"{}"})
    assert [file.name for file in tmp_path.rglob("*")] == ["mine", "dear"]


def test_options_before_the_command_are_not_passed_over(sqlite_host):
    refused = sqlite_host.run("homes", "--key-file", "elsewhere", "invite")
    assert refused.returncode == 2
    assert "Write the options after invite" in refused.stderr


@pytest.mark.parametrize(("typed", "status", "left"), [("yes\r", 1, [2]), ("Cheryl\r", 0, [1])])
def test_whoever_erases_types_the_name_first(sqlite_host, typed, status, left):
    with sqlite_host.store() as store:
        plant(store)
    with Terminal("erase", "cheryl", *sqlite_host.options, columns=120) as terminal:
        shown = terminal.wait_for("Type Cheryl to erase, anything else to leave it")
        assert "goes for both" in shown
        terminal.press(typed)
        assert terminal.wait() == status
        assert ("Nothing was erased." in terminal.text) is bool(status)
    assert [one.people for one in list_homes(sqlite_host.settings)] == left


def test_a_link_of_the_host_comes_with_a_code_to_scan_and_a_backup_tells_how_far_it_is(sqlite_host):
    with sqlite_host.store() as store:
        plant(store)
    with Terminal("homes", "invite", *sqlite_host.options, columns=120, rows=60) as terminal:
        assert terminal.wait() == 0
        assert "█" in terminal.text
    with Terminal(
        "backup", sqlite_host.folder / "kept.backup", *sqlite_host.options, columns=120
    ) as terminal:
        assert terminal.wait() == 0
        assert "Backing up" in terminal.text
