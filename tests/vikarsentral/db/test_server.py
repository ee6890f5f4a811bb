"""The embedded server survives what kills it, and nothing is left of it when it is not used."""

import contextlib
import dataclasses
import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.flow.kill import ended
from vikarsentral.db import place
from vikarsentral.db.server import Server
from vikarsentral.errors import ComponentMissing

SMALL = {"shared_buffers": "16MB", "max_connections": "10"}


@pytest.fixture
def home():
    """A short-lived data folder that the server's user can reach.

    Not one of pytest's own: another run that starts meanwhile closes the way to those.
    """
    path = Path(tempfile.mkdtemp(prefix="vikarsentral-server-"))
    path.chmod(0o755)
    yield path / "data"
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def server(home):
    made = Server(home, SMALL)
    made.ensure()
    yield made
    made.release()


def write(server, value):
    with psycopg.connect(server.place.url) as connection:
        connection.execute("create table if not exists kept (value int)")
        connection.execute("insert into kept values (%s)", [value])


def read(server):
    with psycopg.connect(server.place.url) as connection:
        return sorted(row[0] for row in connection.execute("select value from kept"))


def postmaster(server):
    return int((server.place.cluster / "postmaster.pid").read_text().split("\n")[0])


def wait_until_gone(pid):
    with contextlib.suppress(psutil.NoSuchProcess):
        while not ended(psutil.Process(pid)):
            time.sleep(0.05)


def test_a_killed_server_comes_back_with_all_it_confirmed(server):
    for value in range(2):
        write(server, value)
        os.kill(postmaster(server), signal.SIGKILL)
        server.ensure()
        assert read(server) == list(range(value + 1))


def test_a_pid_file_that_lies_does_not_stop_the_start(server):
    write(server, 1)
    pid = postmaster(server)
    file = server.place.cluster / "postmaster.pid"
    lines = file.read_text().split("\n")
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]))  # the number is ours by now
    server.ensure()
    assert read(server) == [1]
    server.stop()
    file.write_text("")  # cut short by a full disk
    server.ensure()
    assert read(server) == [1]


def start_and_leave(home, results):
    made = Server(home, SMALL)
    made.ensure()
    results.put(postmaster(made))
    results.get()
    made.release()


def test_those_who_start_at_once_share_one_server_and_the_last_out_stops_it(home):
    context = multiprocessing.get_context("spawn")
    pipes = [(context.SimpleQueue(), context.SimpleQueue()) for _ in range(3)]
    starters = [
        context.Process(target=start_and_leave, args=(home, Both(*pair))) for pair in pipes
    ]
    for starter in starters:
        starter.start()
    assert len({told.get() for told, _ in pipes}) == 1
    asked = Server(home)
    for starter, (_, leave) in zip(starters, pipes, strict=True):
        assert asked.answers()
        leave.put(None)
        starter.join()
        assert starter.exitcode == 0
    assert not asked.answers()
    assert not (asked.place.cluster / "postmaster.pid").exists()


class Both:
    """Put into one queue, get from the other."""

    def __init__(self, told, asked):
        self.put, self.get = told.put, asked.get


def test_a_killed_user_is_not_counted(home, server):
    context = multiprocessing.get_context("spawn")
    told, asked = context.SimpleQueue(), context.SimpleQueue()
    other = context.Process(target=start_and_leave, args=(home, Both(told, asked)))
    other.start()
    told.get()
    os.kill(other.pid, signal.SIGKILL)
    other.join()
    server.release()
    assert not server.answers()


def test_only_the_servers_user_can_enter_its_folders(server):
    for folder in (server.place.cluster, server.place.sockets):
        assert folder.stat().st_mode & 0o077 == 0
    assert not any(
        connection.status == psutil.CONN_LISTEN
        for connection in psutil.Process(postmaster(server)).net_connections("inet")
    )


def test_a_deep_folder_gets_a_short_socket_that_is_only_ours(home):
    deep = home / ("mappe" * 30)
    settled = place.settle(deep)
    assert len(os.fsencode(settled.sockets)) <= place.LONGEST_SOCKET_FOLDER
    assert settled.sockets.stat().st_mode & 0o077 == 0
    settled.sockets.rmdir()


def test_a_foreign_socket_folder_is_refused(home):
    deep = home / ("mappe" * 30)
    settled = place.settle(deep)
    settled.sockets.rmdir()
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    settled.sockets.symlink_to(elsewhere)
    with pytest.raises(ComponentMissing, match="somebody else"):
        place.settle(deep)
    settled.sockets.unlink()


def test_a_server_that_cannot_be_made_leaves_nothing(home):
    made = Server(home, SMALL)
    programs = home / "programs"
    shutil.copytree(made.place.binaries.parent / "bin", programs, symlinks=True)
    (programs / "postgres").unlink()
    made.place = dataclasses.replace(made.place, binaries=programs)
    with pytest.raises(ComponentMissing, match="cannot be made") as refused:
        made.ensure()
    assert refused.value.exit_code == 3
    assert list(made.place.cluster.iterdir()) == []


def test_an_option_the_server_refuses_is_told_with_its_own_words(home):
    made = Server(home, {**SMALL, "max_connections": "none"})
    with pytest.raises(ComponentMissing, match="max_connections") as refused:
        made.ensure()
    assert refused.value.exit_code == 3
