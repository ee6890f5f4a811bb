"""`rules`: the rule table with paragraph, value in force, level and agreement bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from vikarsentral import clock
from vikarsentral.cli.check import print_json
from vikarsentral.commitments.refs import local
from vikarsentral.db import begin
from vikarsentral.errors import BadInput, Fault
from vikarsentral.overview.reread import ReadAgain, read_again
from vikarsentral.rules.changes import Change, changes_between, changes_in, frozen
from vikarsentral.rules.names import RULE_NAMES, source_words
from vikarsentral.rules.oslo import OSLO
from vikarsentral.rules.pay.titles import pay_title
from vikarsentral.rules.pay.values import pay_rows
from vikarsentral.rules.permits import LEVEL
from vikarsentral.rules.printed import (
    SECTORS,
    PrintedBound,
    PrintedPermit,
    PrintedRow,
    PrintedValue,
    printed_table,
)
from vikarsentral.rules.printed_words import pay_words, signer_words, unit_words
from vikarsentral.rules.rulefile import read_rule_file
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.value_names import value_name
from vikarsentral.rules.values import RED_DAYS_LEVELS, Value
from vikarsentral.rules.values_year import ALL_VALUES


def _date(text: str | None) -> date:
    """Read the date asked for; today in Oslo when none is."""
    if text is None:
        return clock.now().astimezone(OSLO).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            [Fault("--on", f"{text} er ikke en dato", "en dato som 2027-01-04")]
        ) from error


def _known(sector: str | None) -> None:
    """Refuse a sector that the table holds no values for."""
    if sector is not None and sector not in SECTORS:
        allowed = f"en av {', '.join(SECTORS)}, eller ingen: alle sektorer"
        raise BadInput([Fault("--sector", f"{sector} er ikke en sektor i regeltabellen", allowed)])


def _value(value: PrintedValue) -> dict[str, Any]:
    """Write one value in force."""
    return {
        "id": value.id,
        "name": value.name,
        "value": value.value,
        "told": value.told,
        "unit": value.unit,
        "source": value.source,
        "certainty": value.certainty,
        "level": value.level,
        "since": value.since.isoformat(),
        "changes": [{"since": on.isoformat(), "told": told} for on, told in value.changes],
        "agreement_bounds": [_bound(bound, value) for bound in value.bounds],
        "permit": _permit(value.permit),
    }


def _bound(bound: PrintedBound, value: PrintedValue) -> dict[str, Any]:
    """Write what one level of agreement may set, and how that is known where it is otherwise."""
    told = {"level": bound.level, "at_least": bound.at_least, "at_most": bound.at_most}
    known = {} if bound.certainty == value.certainty else {"certainty": bound.certainty}
    return {**told, **known}


def _permit(permit: PrintedPermit | None) -> dict[str, Any] | None:
    """Write what Arbeidstilsynet may permit."""
    if permit is None:
        return None
    told = {"level": LEVEL, "at_most": permit.at_most, "since": permit.since.isoformat()}
    return {**told, "source": permit.source, "certainty": permit.certainty}


def _row(row: PrintedRow) -> dict[str, Any]:
    """Write one rule or goal."""
    found: dict[str, Any] = {
        "id": row.id,
        "kind": row.kind,
        "source": row.source,
        "text": row.text,
        "values": [_value(value) for value in row.values],
    }
    if row.kind == "goal":
        found["weights"] = list(row.weights)
    if (row.kind, row.id) == ("hard", "red_days"):
        found["red_days"] = {
            "value": "each",
            "agreement_bounds": [
                {"level": level, "may_be": ["each", "average"]} for level in RED_DAYS_LEVELS
            ],
        }
    return found


def _opening(row: PrintedRow, language: Language) -> dict[str, Any]:
    """Write one opening."""
    return {
        "id": row.id,
        "level": row.level,
        "level_told": signer_words(row.level, language),
        "source": row.source,
        "text": row.text,
        "limits": list(row.limits),
    }


def _pay(on: date) -> list[dict[str, Any]]:
    """Write the values of the tariff."""
    return [
        {
            "id": row.id,
            "text": row.text,
            "value": row.value,
            "unit": row.unit,
            "since": row.since.isoformat(),
            "level": row.level,
            "source": row.source,
            "certainty": row.certainty,
        }
        for row in pay_rows(on)
    ]


@click.command()
@click.option("--sector", help=f"Vis bare verdier for sektoren: {', '.join(SECTORS)}.")
@click.option("--on", "on_date", help="Datoen det gjelder, som 2027-01-04.")
@click.option("--language", type=click.Choice(LANGUAGES), default="nb", help="Språk i tabellen.")
@click.option("--values", "values_file", help="Les egne daterte verdier fra filen, og prøv dem.")
@click.option(
    "--reread",
    is_flag=True,
    help="Vis hvilke verdier som endrer seg, og hvilke publiserte vakter som må leses på nytt.",
)
@click.option("--json", "as_json", is_flag=True, help="Skriv ett JSON-dokument.")
def rules(
    sector: str | None,
    on_date: str | None,
    language: Language,
    values_file: str | None,
    *,
    reread: bool,
    as_json: bool,
) -> int:
    """Show every rule and goal: paragraph, value in force, level, agreement bounds.

    Example: vikarsentral rules --on 2027-01-04 --language nn
    """
    on = _date(on_date)
    _known(sector)
    values = ALL_VALUES if values_file is None else read_rule_file(Path(values_file))
    if reread:
        return _reread(values, on, language, as_json=as_json)
    table = printed_table(on, language, sector=sector, values=values)
    openings = [row for row in table if row.kind == "opening"]
    rows = [row for row in table if row.kind != "opening"]
    if as_json:
        print_json(
            {
                "on": on.isoformat(),
                "sector": sector,
                "language": language,
                "rules": [_row(row) for row in rows],
                "openings": [_opening(row, language) for row in openings],
                "pay": _pay(on),
            }
        )
        return 0
    _tell(rows, openings, on, sector, language)
    return 0


def _reread(values: Mapping[str, Value], on: date, language: Language, *, as_json: bool) -> int:
    """List changed values, and the published shifts that read differently; 1 when any does."""
    changes = changes_between(ALL_VALUES, values) or changes_in(values, on)
    told: list[ReadAgain] = []
    if changes:
        since = max(on, changes[0].since)
        old = frozen(values, since) if values is ALL_VALUES else ALL_VALUES
        with begin() as session:
            told = read_again(session, old, values, since)
    shifts = [
        {
            "shift": one.shift_id,
            "person": one.person,
            "unit": one.unit,
            "start": local(one.starts_at),
            "end": local(one.ends_at),
            "rule": one.rule,
            "becomes_lawful": one.becomes_lawful,
            "text": one.text[language],
        }
        for one in told
    ]
    rows = [_change(change, language) for change in changes]
    if as_json:
        print_json({"changes": rows, "shifts": shifts})
        return 1 if shifts else 0
    for row in rows:
        told_it = f"{row['before_told']} → {row['after_told']}"
        click.echo(f"{row['name']} ({row['id']}) {row['since']}: {told_it}")
    for shift in shifts:
        who = f"{shift['start']} {shift['unit']}, {shift['person']}"
        click.echo(f"{who} ({shift['rule']}): {shift['text']}")
    click.echo(_COUNTED[language].format(len(rows), len(shifts)), err=True)
    return 1 if shifts else 0


def _change(change: Change, language: Language) -> dict[str, Any]:
    """Write one changed value."""
    unit = ALL_VALUES[change.id].unit
    return {
        "id": change.id,
        "name": value_name(change.id, language),
        "since": change.since.isoformat(),
        "before": change.before,
        "after": change.after,
        "before_told": unit_words(unit, change.before, language),
        "after_told": unit_words(unit, change.after, language),
    }


_COUNTED = {
    "nb": "Verdier som endrer seg: {}. Vakter som må leses på nytt: {}.",
    "nn": "Verdiar som endrar seg: {}. Vakter som må lesast på nytt: {}.",
    "en": "Values that change: {}. Shifts to read again: {}.",
}
_HEADS = {
    "nb": ("Regler og mål som gjelder {}{}:", " i sektoren {}", "Dette kan avtales:", "Lønn:"),
    "nn": ("Reglar og mål som gjeld {}{}:", " i sektoren {}", "Dette kan avtalast:", "Løn:"),
    "en": ("Rules and goals in force on {}{}:", " in the sector {}", "May be agreed:", "Pay:"),
}


def _tell(
    rows: list[PrintedRow],
    openings: list[PrintedRow],
    on: date,
    sector: str | None,
    language: Language,
) -> None:
    """Write the table for people."""
    head, where, opens, pay = _HEADS[language]
    click.echo(head.format(f"{on:%d.%m.%Y}", where.format(sector) if sector else ""))
    for row in rows:
        click.echo(f"{row.id} ({source_words(row.source, language)}): {row.text}")
        for value in row.values:
            click.echo(f"    {_line(value, language)}")
    click.echo(opens)
    for row in openings:
        source = source_words(row.source, language)
        click.echo(
            f"{row.id} ({source}; {signer_words(row.level, language)}): {row.text}"
            f"{_limits(row, language)}"
        )
    click.echo(pay)
    for paid in pay_rows(on):
        told = pay_words(paid.unit, paid.value, language)
        source = source_words(paid.source, language)
        click.echo(f"{paid.id} = {told} ({source}): {pay_title(paid, language)}")


def _limits(row: PrintedRow, language: Language) -> str:
    """Write the limits that an opening lets the parties set."""
    names = [
        RULE_NAMES[one][language] if one == "red_days" else value_name(one, language).lower()
        for one in row.limits
    ]
    return f" [{', '.join(names)}]" if names else ""


def _line(value: PrintedValue, language: Language) -> str:
    """Write one value for people."""
    source = source_words(value.source, language)
    text = f"{value.name}: {value.id} = {value.told} ({source}; {value.certainty_told})"
    for on, told in value.changes:
        text += f"; {on:%d.%m.%Y}: {told}"
    for bound in value.bounds:
        text += f"; {bound.told}"
    return f"{text}; {value.permit.told}" if value.permit else text
