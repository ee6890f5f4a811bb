"""`vikarsentral user` and `vikarsentral token`: who may sign in, and as what."""

from __future__ import annotations

import json
import secrets
import sys
from functools import partial

import click

from vikarsentral import access, clock, db
from vikarsentral.access import RoleName, UserLine

WHO = access.system("vikarsentral user")


@click.group()
def user() -> None:
    """Make and change users.

    Example: vikarsentral user add --login kari --name "Kari Fjellbu"
    """


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@user.command("add")
@click.option("--login", required=True, help="2 to 100 of a-z, 0-9 and . _ @ -")
@click.option("--name", required=True, help="Shown in the pages.")
@click.option("--employee-no", help="The person this user is.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def add(
    login: str, name: str, employee_no: str | None, password_stdin: bool, as_json: bool
) -> None:
    """Make a user; without --password-stdin a password is made and printed once.

    Example: vikarsentral user add --login kari --name "Kari Fjellbu" --employee-no 10012
    """
    password = _password(password_stdin)
    db.transaction(
        partial(
            access.add_user,
            login=login,
            name=name,
            password=password,
            employee_no=employee_no,
            actor=WHO,
            now=clock.now(),
        )
    )
    _tell_password(login, None if password_stdin else password, as_json)


@user.command("password")
@click.option("--login", required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def password(login: str, password_stdin: bool, as_json: bool) -> None:
    """Change a password and end every session of the user.

    Example: vikarsentral user password --login kari
    """
    new = _password(password_stdin)
    now = clock.now()
    db.transaction(partial(access.set_password, login=login, password=new, actor=WHO, now=now))
    _tell_password(login, None if password_stdin else new, as_json)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return secrets.token_urlsafe(12)


def _tell_password(login: str, password: str | None, as_json: bool) -> None:
    if as_json:
        click.echo(_json({"login": login, "password": password}))
    elif password is None:
        click.echo(f"{login}: passordet er satt.")
    else:
        click.echo(f"{login}: passordet er {password} (vises bare nå).")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
def list_(as_json: bool) -> None:
    """List every user with roles, also the deactivated.

    Example: vikarsentral user list --json
    """
    for line in db.transaction(access.list_users):
        click.echo(_json(_document(line)) if as_json else _text(line))


def _document(line: UserLine) -> dict[str, object]:
    return {
        "login": line.login,
        "name": line.name,
        "active": line.is_active,
        "roles": list(line.roles),
    }


def _text(line: UserLine) -> str:
    state = "" if line.is_active else "  (slått av)"
    return f"{line.login:<20} {line.name:<30} {', '.join(line.roles)}{state}"


@user.command("deactivate")
@click.option("--login", required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def deactivate(login: str, as_json: bool) -> None:
    """Shut a user out at once.

    Example: vikarsentral user deactivate --login kari
    """
    now = clock.now()
    db.transaction(partial(access.deactivate_user, login=login, actor=WHO, now=now))
    done = {"login": login, "active": False}
    click.echo(_json(done) if as_json else f"{login}: slått av.")


@user.command("role")
@click.option("--login", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in RoleName]))
@click.option("--unit", "unit_code", help="Code of the unit; a manager has one, others none.")
@click.option("--remove", is_flag=True, help="Take the role away instead.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def role(login: str, role: str, unit_code: str | None, remove: bool, as_json: bool) -> None:
    """Give a user a role, or take it away.

    Example: vikarsentral user role --login kari --role manager --unit solvang-sykehjem
    """
    change = access.revoke_role if remove else access.grant_role
    now = clock.now()
    db.transaction(
        partial(change, login=login, role=RoleName(role), unit_code=unit_code, actor=WHO, now=now)
    )
    done = {"login": login, "role": role, "unit": unit_code, "held": not remove}
    verb = "har ikke lenger" if remove else "har"
    at = f" ved {unit_code}" if unit_code else ""
    click.echo(_json(done) if as_json else f"{login} {verb} rollen {role}{at}.")


@click.group()
def token() -> None:
    """Make bearer tokens for the HTTP API.

    Example: vikarsentral token add --user kari
    """


@token.command("add")
@click.option("--user", "login", required=True, help="Login name of whose token it is.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def add_token(login: str, as_json: bool) -> None:
    """Make a token; the secret is printed once and stored as a hash.

    Example: vikarsentral token add --user kari
    """
    now = clock.now()
    secret = db.transaction(partial(access.add_token, login=login, actor=WHO, now=now))
    click.echo(_json({"user": login, "token": secret}) if as_json else secret)
