"""`vikarsentral db`: bring the tables up, check them, copy the database out and in."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.group()
def db() -> None:
    """Care for the database.

    Example: vikarsentral db upgrade
    """


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def upgrade(as_json: bool) -> None:
    """Bring the tables up to what this program wants; starts the embedded server if need be.

    Example: vikarsentral db upgrade
    """
    from vikarsentral.db import upgrade as bring_up

    version = bring_up()
    click.echo(json.dumps({"tables": version}) if as_json else f"Tabellene er på {version}.")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(as_json: bool) -> None:
    """Tell whether server and tables are fit for this program; ends with 3 if not.

    Example: vikarsentral db check
    """
    from vikarsentral.db import check as look

    found = look()
    if as_json:
        click.echo(json.dumps(found))
    else:
        click.echo(f"PostgreSQL {found['server']}, {found['database']}: på {found['tables']}.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def backup(file: Path, as_json: bool) -> None:
    """Write the whole database, as it is at one instant, to a new FILE.

    Example: vikarsentral db backup vikarsentral-2027-01-04.dump
    """
    from vikarsentral.db.backup import backup as copy_out

    size = copy_out(file)
    told = {"file": str(file), "bytes": size}
    click.echo(json.dumps(told) if as_json else f"{file}: {size} byte.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what the database holds.")
def restore(file: Path, force: bool) -> None:
    """Fill an empty database from FILE, all of it or nothing.

    A database that holds something is refused (1) unless --force is given.

    Example: vikarsentral db restore vikarsentral-2027-01-04.dump
    """
    from vikarsentral.db.backup import restore as copy_in
    from vikarsentral.errors import Conflict

    try:
        copy_in(file, replace=force)
    except Conflict as refused:
        tables = refused.facts["tables"]
        click.echo(f"database: holds {tables} tables; use --force to replace them", err=True)
        raise SystemExit(refused.exit_code) from None
    click.echo(f"{file} er lest inn.")
