import json

import pytest
from click.testing import CliRunner

from vikarsentral import access, clock, db
from vikarsentral.cli.users import token, user
from vikarsentral.errors import BadInput, NotFound


@pytest.fixture
def run(database):
    """Run a command against a database of the test's own; raise what it refuses with."""
    assert database

    def go(command, *words, **options):
        return CliRunner().invoke(command, words, catch_exceptions=False, **options).stdout

    return go


def signed_in(login, password):
    def work(session):
        return access.sign_in(session, login=login, password=password, now=clock.now()).user_id

    return db.transaction(work)


def test_made_user_signs_in_with_the_printed_password(run):
    made = json.loads(run(user, "add", "--login", "kari", "--name", "Kari", "--json"))
    assert signed_in("kari", made["password"])


def test_password_from_standard_input_is_not_printed(run):
    out = run(
        user,
        *("add", "--login", "kari", "--name", "Kari", "--password-stdin"),
        input="fjell-og-fjord-2\n",
    )
    assert "fjell-og-fjord-2" not in out
    assert signed_in("kari", "fjell-og-fjord-2")


def test_new_password_replaces_the_old(run):
    old = json.loads(run(user, "add", "--login", "kari", "--name", "Kari", "--json"))
    new = json.loads(run(user, "password", "--login", "kari", "--json"))
    assert signed_in("kari", old["password"]) is None
    assert signed_in("kari", new["password"])


def test_roles_come_and_go_and_are_listed(run):
    run(user, "add", "--login", "kari", "--name", "Kari")
    assert "har rollen planner" in run(user, "role", "--login", "kari", "--role", "planner")
    [line] = run(user, "list", "--json").splitlines()
    assert json.loads(line) == {
        "login": "kari",
        "name": "Kari",
        "active": True,
        "roles": ["planner"],
    }
    run(user, "role", "--login", "kari", "--role", "planner", "--remove")
    run(user, "deactivate", "--login", "kari")
    assert run(user, "list").split() == ["kari", "Kari", "(slått", "av)"]


def test_token_is_printed_once_and_acts_as_its_user(run):
    run(user, "add", "--login", "kari", "--name", "Kari")
    secret = run(token, "add", "--user", "kari").strip()
    found = db.transaction(lambda s: access.actor_of_token(s, secret, clock.now()))
    assert found.login == "kari"


def test_refusals_are_told_with_the_promised_exit_codes(run):
    with pytest.raises(BadInput) as refused:
        run(user, "add", "--login", "Ø", "--name", "", "--password-stdin", input="kort\n")
    assert (refused.value.exit_code, len(refused.value.faults)) == (2, 3)
    with pytest.raises(NotFound) as refused:
        run(token, "add", "--user", "ola")
    assert refused.value.exit_code == 1
