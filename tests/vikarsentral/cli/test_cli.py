"""What was typed wrongly is told as one line, with code 2."""

import pytest

from tests.vikarsentral.cli.told import run


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("demo", "--size", "huge"), "--size: "),
        (("demo", "--port", "99999"), "--port: "),
        (("solve", "p.json", "--seconds", "0"), "--seconds: "),
        (("token", "add"), "--user: "),
        (("solve",), "PROBLEM: "),
        (("solve", "p.json", "--nope"), "vikarsentral solve: "),
        (("nonsense",), "vikarsentral: "),
    ],
)
def test_a_wrong_word_is_one_line_with_its_place(monkeypatch, capsys, words, where):
    told = run(monkeypatch, capsys, *words)
    [line] = told.err.splitlines()
    assert (told.code, told.out) == (2, "")
    assert line.startswith(where)
    assert "; see vikarsentral" in line


def test_a_name_nobody_has_is_bad_input(monkeypatch, capsys, database):
    assert database
    told = run(monkeypatch, capsys, "token", "add", "--user", "nobody")
    assert (told.code, told.out) == (2, "")
    assert told.err == "user: nobody is unknown; one that exists\n"


def test_a_refusal_says_what_it_is_about(monkeypatch, capsys, database):
    assert database
    words = ("user", "add", "--login", "kari", "--name", "Kari")
    assert run(monkeypatch, capsys, *words).code == 0
    told = run(monkeypatch, capsys, *words)
    assert (told.code, told.out) == (1, "")
    assert told.err == "login_taken: login kari; nothing was changed\n"
