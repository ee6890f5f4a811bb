"""`vikarsentral export`: files out, to standard output or to a new file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.orm import Session

from vikarsentral import access, clock, db, exporting
from vikarsentral.errors import BadInput, Fault
from vikarsentral.exporting import File, Period

WHO = access.system("vikarsentral export")
F = TypeVar("F", bound=Callable[..., Any])


@click.group("export")
def export() -> None:
    """Take files out: spend, payroll, inspection, people, rota, needs, all about one person.

    Example: vikarsentral export spend --from 2027-01-01 --to 2027-03-31 -o vikarbruk.csv
    """


def _target() -> Callable[[F], F]:
    """Add where the file goes, and that it may be JSON."""
    options = [
        click.option("--json", "as_json", is_flag=True, help="JSON instead of CSV or text."),
        click.option("--force", is_flag=True, help="Replace a file that is there."),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            help="Write to this file instead of standard output.",
        ),
    ]

    def add(command: F) -> F:
        for option in options:
            command = option(command)
        return command

    return add


def _about(command: F) -> F:
    """Add what the file is about."""
    for option in (
        click.option("--unit", help="Code of one unit; all units without it."),
        click.option("--to", "last_on", required=True, help="Last day, included."),
        click.option("--from", "first_on", required=True, help="First day, such as 2027-01-01."),
    ):
        command = option(command)
    return command


@export.command("spend")
@_about
@_target()
def spend(first_on: str, last_on: str, unit: str | None, **target: Any) -> None:
    """Write what all volatile labour costs, by unit, month and source, with the shifts behind.

    Example: vikarsentral export spend --from 2027-01-01 --to 2027-03-31 -o vikarbruk.csv
    """
    _make(
        *(first_on, last_on, unit, exporting.spending),
        kind="spend",
        as_json=target["as_json"],
        target=target,
    )


@export.command("payroll")
@_about
@click.option(
    "--format",
    "writer",
    type=click.Choice(exporting.FORMATS),
    default="csv",
    help="csv (all lines) or visma (Visma Lønn, variable pay).",
)
@click.option(
    "--pay-types",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The municipality's own pay types: CSV with kind;number.",
)
@click.option("--close", "is_closing", is_flag=True, help="Close the period first, for good.")
@_target()
def payroll(
    first_on: str,
    last_on: str,
    unit: str | None,
    writer: str,
    pay_types: Path | None,
    is_closing: bool,
    **target: Any,
) -> None:
    """Write hours as worked with pay types; sums equal the pay engine's to the øre.

    Example: vikarsentral export payroll --from 2027-01-01 --to 2027-01-31 --format visma -o l.txt
    """
    types = exporting.PAY_TYPES if pay_types is None else exporting.pay_types(_text(pay_types))
    make = partial(exporting.payroll, now=clock.now(), format=writer, types=types)
    if is_closing:
        _close(*_days(first_on, last_on))
    _make(
        *(first_on, last_on, unit, make),
        kind="payroll",
        as_json=target["as_json"],
        target=target,
    )


def _close(first_on: date, last_on: date) -> None:
    def work(session: Session) -> None:
        now = clock.now()
        exporting.close(session, first_on=first_on, last_on=last_on, actor=WHO, now=now)

    db.transaction(work)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise BadInput([Fault(str(path), str(what), "a CSV file in UTF-8")]) from None


@export.command("inspection")
@_about
@click.option("--every-entry", is_flag=True, help="Also what has been corrected since.")
@_target()
def inspection(
    first_on: str, last_on: str, unit: str | None, every_entry: bool, **target: Any
) -> None:
    """Write how much each person has worked, shift by shift (AML § 10-7).

    Example: vikarsentral export inspection --from 2027-01-01 --to 2027-01-31 --unit solvang
    """
    make = partial(exporting.inspection, now=clock.now(), every_entry=every_entry)
    _make(
        *(first_on, last_on, unit, make),
        kind="inspection",
        as_json=target["as_json"],
        target=target,
    )


@export.command("person")
@click.option("--employee-no", required=True, help="Whose.")
@_target()
def person(employee_no: str, **target: Any) -> None:
    """Write everything about one person, as text or JSON.

    Example: vikarsentral export person --employee-no 10012 --json -o person.json
    """
    as_text = not target["as_json"]

    def work(session: Session) -> File:
        now = clock.now()
        file = exporting.person(session, employee_no=employee_no, now=now, as_text=as_text)
        return _noted(session, file, "person", exporting.number_of(session, employee_no))

    _out(db.transaction(work), target)


def _format(command: F) -> F:
    """Add which kind of file a register is written as."""
    return click.option(
        "--format",
        "writer",
        type=click.Choice(exporting.REGISTER_FORMATS),
        default="csv",
        help="csv or xlsx.",
    )(command)


@export.command("people")
@_format
@_target()
def people(writer: str, **target: Any) -> None:
    """Write everyone in use with posts, in the columns that `import people` takes.

    Example: vikarsentral export people --format xlsx -o ansatte.xlsx
    """

    def work(session: Session) -> File:
        kind = "json" if target["as_json"] else writer
        file = exporting.register(session, "people", now=clock.now(), format=kind)
        return _noted(session, file, "people")

    _out(db.transaction(work), target)


@export.command("rota")
@_about
@_format
@_target()
def rota(first_on: str, last_on: str, unit: str | None, writer: str, **target: Any) -> None:
    """Write rota and known times of a period, in the columns that `import rota` takes.

    Example: vikarsentral export rota --from 2027-01-01 --to 2027-01-31 -o turnus.csv
    """
    _work("rota", (first_on, last_on, unit), writer, target)


@export.command("needs")
@_about
@_format
@_target()
def needs(first_on: str, last_on: str, unit: str | None, writer: str, **target: Any) -> None:
    """Write the needs of a period, in the columns that `import needs` takes.

    Example: vikarsentral export needs --from 2027-01-01 --to 2027-01-31 -o behov.csv
    """
    _work("needs", (first_on, last_on, unit), writer, target)


def _work(
    kind: str, told: tuple[str, str, str | None], writer: str, target: dict[str, Any]
) -> None:
    """Write rota or needs of a period."""
    writer = "json" if target["as_json"] else writer

    def make(session: Session, about: Period) -> File:
        return exporting.register(session, kind, now=clock.now(), about=about, format=writer)

    _make(*told, make, kind=kind, target=target)


def _noted(session: Session, file: File, kind: str, whose: str = "") -> File:
    """Record that the file was taken out."""
    exporting.fetched(session, file, kind=kind, actor=WHO, now=clock.now(), whose=whose)
    return file


def _make(
    first_on: str,
    last_on: str,
    unit: str | None,
    make: Callable[..., File],
    *,
    kind: str,
    target: dict[str, Any],
    **facts: Any,
) -> None:
    """Make a file about a period and put it where it is wanted."""
    days = _days(first_on, last_on)

    def work(session: Session) -> File:
        about: Period = exporting.period(session, first_on=days[0], last_on=days[1], unit=unit)
        return _noted(session, make(session, about, **facts), kind)

    _out(db.transaction(work), target)


def _days(first_on: str, last_on: str) -> tuple[date, date]:
    found, faults = [], []
    for name, text in (("--from", first_on), ("--to", last_on)):
        try:
            found.append(exporting.day_of(text))
        except ValueError:
            faults.append(Fault(name, f"{text!r} is no date", "a date such as 2027-01-31"))
    if faults:
        raise BadInput(faults)
    return found[0], found[1]


def _out(file: File, target: dict[str, Any]) -> None:
    for remark in file.remarks:
        click.echo(remark, err=True)
    output: Path | None = target["output"]
    if output is None:
        click.echo(file.body, nl=False)
        return
    size = exporting.save(file, output, force=target["force"])
    if target.get("as_json"):
        click.echo(json.dumps({"file": str(output), "bytes": size}), err=True)
    else:
        click.echo(f"{output}: {size} byte.", err=True)
