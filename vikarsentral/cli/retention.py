"""`vikarsentral retention`: how long data are kept, the night's task, and erasing a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from sqlalchemy.orm import Session

from vikarsentral import access, clock, db, exporting
from vikarsentral import retention as keeping
from vikarsentral.errors import BadInput, Fault, NotFound

WHO = access.system("vikarsentral retention")
ACTS = {"delete": "slettes", "lock": "låses", "erase": "navn og nummer slettes"}


@click.group("retention")
def retention() -> None:
    """See how long data are kept, tidy, and erase people who have left.

    Example: vikarsentral retention table
    """


@retention.command("table")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
def table(as_json: bool) -> None:
    """Print each class of data: purpose, period, what happens then, and how much is ripe.

    Example: vikarsentral retention table --json
    """
    now = clock.now()
    ripe = db.transaction(lambda session: keeping.ripe(session, now=now))
    for kept in keeping.CLASSES:
        if as_json:
            click.echo(json.dumps(_document(kept, ripe.get(kept.id)), ensure_ascii=False))
        else:
            click.echo(_line(kept, ripe.get(kept.id)))


def _document(kept: keeping.Kept, ripe: int | None) -> dict[str, object]:
    return {
        "class": kept.id,
        "tables": list(kept.tables),
        "purpose": kept.purpose["nb"],
        "days": kept.days or None,
        "then": kept.act.value,
        "source": kept.source,
        "ripe": ripe,
    }


def _line(kept: keeping.Kept, ripe: int | None) -> str:
    since = kept.since["nb"]
    days = "1 dag" if kept.days == 1 else f"{kept.days} dager"
    period = f"{days} etter at {since}" if kept.days else f"så lenge {since}"
    more = f"; modne nå: {ripe}" if ripe else ""
    what, act = kept.what["nb"], ACTS[kept.act.value]
    return f"{what}: {period}, så {act} ({kept.source}){more}"


@retention.command("run")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def run(as_json: bool) -> None:
    """Do tonight's tidying now, as the worker does at night; once a day is enough.

    Example: vikarsentral retention run
    """
    counted = db.transaction(lambda session: keeping.nightly(session, now=clock.now()))
    if as_json:
        click.echo(json.dumps({"done": counted is not None, "counted": counted or {}}))
    elif counted is None:
        click.echo("Nattens opprydding er gjort, eller klokken er før to.")
    else:
        click.echo(f"Ryddet: {sum(counted.values())} rader.")


@retention.command("erase")
@click.option("--employee-no", required=True, help="Who; must have left.")
@click.option("--everything", is_flag=True, help="Name and number too, before their period ends.")
@click.option("--yes", is_flag=True, help="Needed: this cannot be undone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def erase(employee_no: str, everything: bool, yes: bool, as_json: bool) -> None:
    """Erase a person who has left; hours, sums and the log stay whole.

    Example: vikarsentral retention erase --employee-no 10012 --yes
    """
    if not yes:
        raise BadInput([Fault("--yes", "is missing", "--yes, since it cannot be undone")])

    def work(session: Session) -> keeping.Erased:
        whose = int(exporting.number_of(session, employee_no))
        now = clock.now()
        return keeping.erase(session, person_id=whose, actor=WHO, now=now, everything=everything)

    done = db.transaction(work)
    until = done.kept_until.isoformat() if done.kept_until else None
    if as_json:
        told = {"rows": done.rows, "erased": done.is_whole, "kept_until": until}
        click.echo(json.dumps(told))
    elif done.is_whole:
        click.echo("Slettet. Timer, summer og logg står.")
    else:
        click.echo(f"Kontakt og innlogging er slettet. Navn og nummer beholdes til {until}.")


@retention.command("erased")
def erased() -> None:
    """Print the numbers of erased people, to be kept outside the backups.

    Example: vikarsentral retention erased > slettet.txt
    """
    for number in db.transaction(keeping.erased_numbers):
        click.echo(str(number))


@retention.command("reapply")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def reapply(file: Path) -> None:
    """Erase anew, after an older copy was restored, those whose numbers stand in FILE.

    Example: vikarsentral retention reapply slettet.txt
    """
    numbers = _numbers(file)
    now = clock.now()
    done = sum(db.transaction(partial(_again, number=number, now=now)) for number in numbers)
    click.echo(f"Slettet på nytt: {done} av {len(numbers)}.")


def _again(session: Session, *, number: int, now: datetime) -> int:
    try:
        return int(keeping.erase_again(session, person_id=number, actor=WHO, now=now))
    except NotFound:
        return 0


def _numbers(file: Path) -> list[int]:
    try:
        lines: Iterable[str] = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        allowed = "a file made by `vikarsentral retention erased`"
        raise BadInput([Fault(str(file), str(error), allowed)]) from None
    found, faults = [], []
    for place, line in enumerate(lines, 1):
        if line.isascii() and line.isdigit() and len(line) < len("9" * 19):
            found.append(int(line))
        elif line.strip():
            faults.append(Fault(f"{file} line {place}", f"{line[:20]!r} is no number", "a number"))
    if faults:
        raise BadInput(faults)
    return found
