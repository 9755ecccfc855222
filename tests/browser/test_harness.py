"""The harness sees what it is there to see; tried on a server as small as can be."""

import sys

import pytest
from playwright.sync_api import Error, expect

from tests.browser.chromium import MISSING, NoBrowser, find_chromium
from tests.browser.server import Server, wait_until
from tests.commands import ROOT


@pytest.fixture
def server(tmp_path):
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); "]
    command[-1] += "import runpy; runpy.run_module('tests.browser.tiny_app', run_name='__main__')"
    running = Server(tmp_path, command=command)
    running.start()
    yield running
    running.stop()


def number(page):
    return int(page.locator("#last").text_content())


def moves(page):
    before = number(page)
    wait_until(lambda: number(page) > before, why=lambda: "the stream stands still")


def stands_still(page, *, for_ms=400):
    before = number(page)
    page.wait_for_timeout(for_ms)
    return number(page) == before


def test_a_link_passes_goes_silent_and_passes_again_on_new_connections(phone):
    one = phone()
    page = one.open("/")
    moves(page)
    one.link.fall_silent()
    wait_until(lambda: stands_still(page))
    one.link.mend()
    assert stands_still(page), "what went silent stays silent"
    page.reload()
    moves(page)


def test_a_cut_link_is_noticed_at_once_and_heals(phone):
    one = phone()
    page = one.open("/")
    moves(page)
    with one.excuse("net::ERR_"):
        one.link.cut()
        wait_until(lambda: stands_still(page))
        one.link.mend()
        moves(page)


def test_a_slow_link_is_slow(phone):
    one = phone()
    one.link.delay_s = 0.3
    page = one.open("/")
    took_ms = page.evaluate(
        "(began_ms => fetch('/healthz').then(() => performance.now() - began_ms))(performance.now())"
    )
    assert took_ms >= 500


def test_a_killed_server_comes_back_on_the_same_port_with_its_record(phone, server):
    one = phone()
    expect(one.open("/").locator("#life")).to_have_text("1")
    with one.excuse("net::ERR_"):
        server.kill()
        server.start()
        expect(one.open("/").locator("#life")).to_have_text("2")


def test_everything_wrong_with_a_page_is_seen(phone):
    one = phone()
    one.open("/faulty")
    wait_until(lambda: one.page.evaluate("1") and len(one.troubles) >= 3, why=lambda: str(one.troubles))
    found = " ".join(one.troubles)
    one.troubles.clear()
    assert "Content Security Policy" in found
    assert "script: wrong" in found or "Error: wrong" in found
    assert {line.partition(":")[0] for line in one.accessibility()} >= {"html-has-lang", "image-alt"}
    assert any("<button>" in line for line in one.small_targets())


def test_a_request_to_another_host_is_seen(phone):
    one = phone()
    with pytest.raises(Error, match="NAME_NOT_RESOLVED"):
        one.page.goto("http://elsewhere.test/")
    assert one.troubles == ["a request to another host: http://elsewhere.test/"]
    one.troubles.clear()


def test_plain_http_under_a_name_lacks_what_secure_pages_have(phone):
    assert phone("Cheryl").open("/").evaluate("isSecureContext")
    plain = phone("Scott", plain=True).open("/")
    assert plain.evaluate("[isSecureContext, typeof crypto.randomUUID, typeof navigator.wakeLock]") == [
        False,
        "undefined",
        "undefined",
    ]


def test_a_bare_browser_has_none_of_it_even_where_it_is_safe(phone):
    page = phone(bare=True).open("/")
    assert page.evaluate(
        "[navigator.wakeLock, navigator.mediaDevices, navigator.serviceWorker, crypto.randomUUID]"
        ".every(one => one === undefined)"
    )


def test_the_server_is_connected_to_this_machine_alone(phone, server):
    moves(phone().open("/"))
    assert server.other_hosts() == []


@pytest.mark.parametrize(
    ("environ", "there", "found"),
    [
        ({"BACKRUB_CHROMIUM": "mine"}, {"mine", "chromium"}, "mine"),
        ({}, {"google-chrome"}, "google-chrome"),
        ({}, {"chromium", "google-chrome"}, "chromium"),
    ],
)
def test_the_named_browser_outranks_the_systems(environ, there, found):
    assert find_chromium("/nowhere", environ, lambda name: name if name in there else None) == found


def test_without_any_browser_one_sentence_says_what_to_do(tmp_path):
    with pytest.raises(NoBrowser, match="BACKRUB_NO_BROWSER=1"):
        find_chromium(tmp_path / "none", {}, lambda _name: None)
    assert MISSING.count("\n") == 0
    with pytest.raises(NoBrowser, match="names gone, which is not"):
        find_chromium(tmp_path, {"BACKRUB_CHROMIUM": "gone"}, lambda _name: None)
