"""The compose file says what is so: ports and paths agree, nothing is let out, and a node starts by it."""

import subprocess
import sys

import pytest

from tests.command_line import not_there, variables
from tests.deploy.files import FOLDER, caddyfile, compose, containerfile
from tests.deploy.started import started

COMPOSE = compose()
SERVICES = COMPOSE["services"]
NODES = [name for name, one in SERVICES.items() if one["image"] == "backrub" and "profiles" not in one]
OURS = [name for name, one in SERVICES.items() if one["image"] == "backrub"]


def port_of(name):
    return SERVICES[name]["environment"]["BACKRUB_PORT"]


def site():
    """Return what Caddy does for the name that phones ask for."""
    (block,) = [block for words, block in caddyfile() if words == ["{$BACKRUB_NAME}"]]
    return block


def test_there_are_two_nodes_and_they_are_the_same():
    first, second = (SERVICES[name] for name in NODES)
    assert first == second


@pytest.mark.parametrize("name", OURS)
def test_a_container_asks_for_what_the_program_knows(name):
    assert not_there(SERVICES[name]["command"]) == []
    named = {key for key in SERVICES[name]["environment"] if key.startswith("BACKRUB_")}
    assert named <= variables()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_container_is_shut_in(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"privileged", "devices", "pid", "network_mode"}.isdisjoint(service)


def test_only_caddy_is_reached_from_outside_and_only_caddy_gets_out():
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["caddy"]
    ways_out = {name for name, one in COMPOSE["networks"].items() if not one.get("internal")}
    assert [name for name, one in SERVICES.items() if ways_out & set(one["networks"])] == ["caddy"]


def test_caddy_and_the_database_never_meet():
    assert set(SERVICES["caddy"]["networks"]).isdisjoint(SERVICES["database"]["networks"])


@pytest.mark.parametrize("name", NODES)
def test_a_node_believes_caddy_alone_about_where_a_request_came_from(name):
    address = SERVICES["caddy"]["networks"]["front"]["ipv4_address"]
    assert SERVICES[name]["environment"]["FORWARDED_ALLOW_IPS"] == address


def test_every_secret_is_a_file_that_the_script_makes(secrets):
    made = {path.name for path in secrets.iterdir()}
    assert {name: one["file"] for name, one in COMPOSE["secrets"].items()} == {
        name: f"./secrets/{name}" for name in made
    }
    assert {name for one in SERVICES.values() for name in one.get("secrets", ())} == made


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_container_reads_only_the_secrets_it_is_given(name):
    service = SERVICES[name]
    paths = [value for value in service.get("environment", {}).values() if value.startswith("/run/secrets/")]
    assert {path.removeprefix("/run/secrets/") for path in paths} <= set(service.get("secrets", ()))


def test_what_is_kept_lies_in_a_volume():
    (kept,) = SERVICES["database"]["volumes"]
    assert kept == "database:/var/lib/postgresql/data"
    assert "database" in COMPOSE["volumes"]


def test_caddy_passes_to_every_node_at_its_port():
    (proxy,) = [words for words, _ in site() if words[0] == "reverse_proxy"]
    assert proxy[1:] == [f"{name}:{port_of(name)}" for name in NODES]
    exposed = [words for name, words in containerfile() if name == "EXPOSE"]
    assert exposed == [[port_of(NODES[0])]]


def test_caddy_asks_whether_a_node_is_ready_with_the_token_it_is_given():
    (inner,) = [block for words, block in site() if words[0] == "reverse_proxy"]
    lines = {words[0]: words[1:] for words, _ in inner}
    assert lines["health_uri"] == ["/readyz"]
    (headers,) = [block for words, block in inner if words[0] == "health_headers"]
    assert headers == [(["Authorization", '"Bearer', '{file./run/secrets/metrics.token}"'], [])]
    assert "metrics.token" in SERVICES["caddy"]["secrets"]


def test_what_the_host_watches_is_not_there_from_outside():
    lines = [words for words, _ in site()]
    (inside,) = [words[2:] for words in lines if words[:2] == ["@inside", "path"]]
    assert {"/metrics", "/readyz"} <= set(inside)
    assert ["respond", "@inside", "404"] in lines


def test_no_stream_is_held_back_and_none_outlives_its_phone():
    words = {words[0] for _, block in [([], site()), *site()] for words, _ in block}
    assert words.isdisjoint({"encode", "flush_interval", "request_buffers", "response_buffers"})


def test_what_caddy_reads_is_handed_to_it():
    mounted = [one.split(":")[0] for one in SERVICES["caddy"]["volumes"]]
    assert "./Caddyfile" in mounted
    assert "BACKRUB_NAME" in SERVICES["caddy"]["environment"]


def test_a_node_starts_and_is_healthy_on_a_real_postgresql(tmp_path, secrets, postgres):
    node = SERVICES[NODES[0]]
    around = {key: value.replace("/run/secrets", str(secrets)) for key, value in node["environment"].items()}
    del around["BACKRUB_HOST"], around["BACKRUB_PORT"]
    around |= {
        "BACKRUB_DATABASE": postgres.emptied(),
        "BACKRUB_DATA_DIR": str(tmp_path),
        "BACKRUB_INVITE_ONLY": "1",
    }
    kind, program, *words = node["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")
    with started(node["command"], tmp_path, **around) as (port, surroundings):
        check = [word.replace(f":{port_of(NODES[0])}/", f":{port}/") for word in words]
        subprocess.run([sys.executable, *check], check=True, timeout=20, env=surroundings)


def test_a_container_runs_from_the_folder_that_the_compose_file_names():
    for name in OURS:
        assert SERVICES[name]["build"] == {"context": "..", "dockerfile": "deploy/Containerfile"}
    assert (FOLDER / "Containerfile").exists()
