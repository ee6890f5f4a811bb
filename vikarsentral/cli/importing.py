"""`vikarsentral import`: take a file in, all of it or nothing, after showing what it changes."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.status import Status

from vikarsentral.errors import BadInput, Fault
from vikarsentral.importing.columns import KINDS

if TYPE_CHECKING:
    from vikarsentral.importing.taking import Options, Report

_STAGES = {
    "reading": "Leser rader",
    "storing": "Lagrer",
    "deactivating": "Slår av ansatte",
}
_HEADINGS = {"added": "Nye", "changed": "Endres", "deactivated": "Avsluttes"}
_SHOWN = 20


@click.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path())
@click.option("--preview", is_flag=True, help="Vis hva filen endrer, og lagre ingenting.")
@click.option("--good-rows", is_flag=True, help="Lagre de gode radene når andre har feil.")
@click.option("--deactivate", is_flag=True, help="Avslutt alle som mangler i filen.")
@click.option("--keep-missing", is_flag=True, help="Filen er ikke hele listen: avslutt ingen.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_(
    kind: str,
    file: str,
    *,
    preview: bool,
    good_rows: bool,
    deactivate: bool,
    keep_missing: bool,
    as_json: bool,
) -> int:
    """Take people, rota, needs or agency hire in from a CSV or XLSX file.

    All rows or none, unless --good-rows. A file that would end more than 10 % stops (1) unless
    --deactivate or --keep-missing is given.

    Example: vikarsentral import people ansatte.csv --preview
    """
    if deactivate and keep_missing:
        allowed = "one of --deactivate and --keep-missing"
        raise BadInput([Fault("--deactivate", "is given with --keep-missing", allowed)])
    content = _content(file)
    from vikarsentral.importing.taking import Options

    options = Options(good_rows, True if deactivate else (False if keep_missing else None))
    from vikarsentral.calm import calm

    with calm():
        report = _taken(kind, content, Path(file).name, options, preview)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _tell(report)
    return _end(report, preview)


def _content(file: str) -> bytes:
    """Read the file, as much of it as may be taken in.

    Raises:
        BadInput: it cannot be read.
    """
    from vikarsentral.importing.limits import FILE_BYTES

    try:
        with Path(file).open("rb") as source:
            return source.read(FILE_BYTES + 1)
    except OSError as error:
        what = f"kan ikke leses ({error.strerror})"
        raise BadInput([Fault(file, what, "en fil som finnes og kan leses")]) from error


def _taken(kind: str, content: bytes, name: str, options: Options, is_preview: bool) -> Report:
    from vikarsentral import access, clock, db
    from vikarsentral.importing import reading, taking

    console = Console(stderr=True)
    actor = access.system("vikarsentral import")
    with Status("Leser filen …", console=console) as status:

        def progress(stage: str, count: int) -> None:
            status.update(f"{_STAGES[stage]}: {count} …")

        table = reading.read(kind, content, name, progress)
        now = clock.now()
        row = taking.new_row(kind, content, name, actor=actor, now=now)
        status.update("Sammenligner med det som er der …")
        if is_preview:
            report = db.transaction(
                partial(taking.look, table=table, options=options, actor=actor, now=now)
            )
            report.file_name, report.sha256 = row.file_name, row.sha256
            return report
        return db.transaction(
            lambda session: taking.take(
                session,
                table,
                row=taking.new_row(kind, content, name, actor=actor, now=now),
                options=options,
                actor=actor,
                now=now,
                progress=progress,
            )
        )


def _tell(report: Report) -> None:
    """Print what changes, the first lines of each, and what is to be looked at."""
    from vikarsentral.importing.wording import as_line

    told = report.as_json()
    for note, text in report.notes.items():
        click.echo(f"{note}: {text}", err=True)
    for name, heading in _HEADINGS.items():
        lines: list[dict[str, Any]] = told[f"{name}_lines"]
        click.echo(f"{heading}: {told[name]}")
        for line in lines[:_SHOWN]:
            changes = "; ".join(f"{what}: {old} → {new}" for what, old, new in line["details"])
            click.echo(f"  {line['label']}" + (f": {changes}" if changes else ""))
        if told[name] > min(len(lines), _SHOWN):
            click.echo(f"  … og {told[name] - min(len(lines), _SHOWN)} til")
    click.echo(f"Uendret: {told['unchanged']}")
    for remark in report.compared.remarks:
        click.echo(f"Se over: {as_line(remark)}", err=True)


def _end(report: Report, is_preview: bool) -> int:
    """Tell faults and what came of it, and return the exit code.

    Source: contract 1 (exit codes).
    """
    from vikarsentral.importing.taking import Verdict
    from vikarsentral.importing.wording import as_line

    for fault in report.faults:
        click.echo(str(as_line(fault)), err=True)
    if report.fault_count > len(report.faults):
        click.echo(f"… og {report.fault_count - len(report.faults)} feil til", err=True)
    if report.verdict is Verdict.FAULTY:
        click.echo("Ingenting er lagret. Rett filen, eller bruk --good-rows.", err=True)
        return BadInput.exit_code
    if report.verdict is Verdict.MANY_ENDED:
        compared = report.compared
        share = 100 * compared.deactivated.count // max(1, compared.of_active)
        click.echo(
            f"Stoppet: filen ville avslutte {compared.deactivated.count} av "
            f"{compared.of_active} ({share} %), grensen er 10 %. "
            "Bruk --deactivate, eller --keep-missing hvis filen ikke er hele listen.",
            err=True,
        )
        return 1
    click.echo("Ingenting er lagret." if is_preview else "Lagret.", err=True)
    return 0
