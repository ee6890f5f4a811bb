"""The operator's commands: what they print, and what they end with."""

import json
import socket
from pathlib import Path

import pytest

import migrations
from tests.conftest import fresh_settings
from vikarsentral.cli import main


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr("sys.argv", ["vikarsentral", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return ended.value.code, told.out, told.err

    return call


def test_db_upgrade_and_check_tell_the_version(database, run):
    versions = Path(migrations.__path__[0], "versions").glob("[0-9]*.py")
    newest = max(path.name for path in versions)[:4]
    code, out, _ = run("db", "upgrade", "--json")
    assert (code, json.loads(out)) == (0, {"tables": newest})
    code, out, _ = run("db", "check", "--json")
    assert (code, json.loads(out)["tables"]) == (0, newest)


def test_backup_and_restore_end_with_what_happened(database, run, tmp_path):
    file = tmp_path / "copy.dump"
    code, out, _ = run("db", "backup", file, "--json")
    assert (code, json.loads(out)["bytes"]) == (0, file.stat().st_size)
    assert run("db", "backup", file)[0] == 2
    code, _, err = run("db", "restore", file)
    assert code == 1
    assert "--force" in err
    assert run("db", "restore", file, "--force")[0] == 0
    assert run("db", "restore", tmp_path / "none")[0] == 2


@pytest.mark.parametrize("command", [["db", "check"], ["worker"], ["serve"], ["doctor"]])
def test_a_database_that_is_down_ends_with_3_and_no_traceback(database, run, monkeypatch, command):
    monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", "postgresql://u:hemmelig@127.0.0.1:1/d")
    fresh_settings()
    code, out, err = run(*command)
    assert code == 3
    assert "VIKARSENTRAL_DATABASE_URL" in out + err
    assert "Traceback" not in out + err
    assert "hemmelig" not in out + err


def test_serve_tells_that_its_port_is_taken(database, run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _, err = run("serve", "--port", port)
    assert code == 3
    assert f"127.0.0.1:{port} is in use" in err


def test_doctor_and_settings_print_one_json_document(database, run):
    code, out, _ = run("doctor", "--json")
    document = json.loads(out)
    assert document["healthy"] is (code == 0)
    assert document["in_operation"] is False
    assert "no_municipality" in {one["code"] for one in document["missing"]}
    assert "the municipality has no name" in run("doctor")[1]
    code, out, _ = run("settings", "--json")
    assert (code, json.loads(out)["VIKARSENTRAL_DATABASE_URL"]) == (0, "(skjult)")
    assert "VIKARSENTRAL_PLAN_SECONDS=60" in run("settings")[1]


def test_wrong_settings_are_told_one_line_each(run, monkeypatch):
    monkeypatch.setenv("VIKARSENTRAL_PLAN_SECONDS", "0")
    monkeypatch.setenv("VIKARSENTRAL_DBPOOL", "3")
    fresh_settings()
    code, _, err = run("settings")
    monkeypatch.undo()
    fresh_settings()
    assert code == 2
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "VIKARSENTRAL_DBPOOL",
        "VIKARSENTRAL_PLAN_SECONDS",
    ]


@pytest.mark.parametrize(
    "command", [["serve"], ["worker"], ["db", "restore"], ["doctor"], ["settings"]]
)
def test_help_has_an_example(run, command):
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert "Example: vikarsentral" in " ".join(out.split())
