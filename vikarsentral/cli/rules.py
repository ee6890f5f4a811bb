"""`rules`: the rule table with paragraph, value in force, level and agreement bounds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from vikarsentral.cli.check import print_json
from vikarsentral.errors import BadInput, Fault
from vikarsentral.rules.facts import Level
from vikarsentral.rules.oslo import OSLO
from vikarsentral.rules.table import GOALS, RULES, Goal, Rule
from vikarsentral.rules.values import PRIORITIES, RED_DAYS_LEVELS, VALUES, Value, value_on

_LEVELS: tuple[Level, ...] = ("INDIVIDUAL", "LOCAL_TV")


def _date(text: str | None) -> date:
    """Read the date asked for; today in Oslo when none is."""
    if text is None:
        return datetime.now(OSLO).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            [Fault("--on", f"{text} er ikke en dato", "en dato som 2027-01-04")]
        ) from error


def _bounds(value: Value) -> list[dict[str, Any]]:
    """Write what each level of agreement may set."""
    return [
        {
            "level": level,
            "at_least": value.bounds[level].at_least,
            "at_most": value.bounds[level].at_most,
        }
        for level in _LEVELS
        if level in value.bounds
    ]


def _value(key: str, on: int) -> dict[str, Any]:
    """Write one value in force."""
    value = VALUES[key]
    return {
        "id": key,
        "value": value_on(key, on),
        "unit": value.unit,
        "source": value.source,
        "certainty": value.certainty,
        "level": "product" if value.certainty == "product" else "law",
        "since": max(
            (since for since, _ in value.dated if since.toordinal() <= on),
            default=value.dated[0][0],
        ).isoformat(),
        "agreement_bounds": _bounds(value),
    }


def _rule(rule: Rule, on: int) -> dict[str, Any]:
    """Write one hard rule."""
    row: dict[str, Any] = {
        "id": rule.id,
        "kind": "hard",
        "source": rule.source,
        "text": rule.text,
        "values": [_value(key, on) for key in rule.values],
    }
    if rule.id == "red_days":
        row["red_days"] = {
            "value": "each",
            "agreement_bounds": [
                {"level": level, "may_be": ["each", "average"]} for level in RED_DAYS_LEVELS
            ],
        }
    return row


def _goal(goal: Goal, on: int) -> dict[str, Any]:
    """Write one term of the objective with its default weights."""
    keys = [
        key
        for name in goal.weights
        for key in (
            [f"open_{priority}" for priority in PRIORITIES]
            if name == "open_ore_per_minute"
            else [name]
        )
        if key in VALUES
    ]
    return {
        "id": goal.id,
        "kind": "goal",
        "source": goal.source,
        "text": goal.text,
        "weights": list(goal.weights),
        "values": [_value(key, on) for key in keys],
    }


@click.command()
@click.option("--sector", help="Sektoren det gjelder; reglene er like i alle sektorer.")
@click.option("--on", "on_date", help="Datoen det gjelder, som 2027-01-04.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ett JSON-dokument.")
def rules(sector: str | None, on_date: str | None, *, as_json: bool) -> int:
    """Show every rule and goal: paragraph, value in force, level, agreement bounds.

    Example: vikarsentral rules --on 2027-01-04
    """
    on = _date(on_date)
    rows = [
        *(_rule(rule, on.toordinal()) for rule in RULES),
        *(_goal(goal, on.toordinal()) for goal in GOALS),
    ]
    if as_json:
        print_json({"on": on.isoformat(), "sector": sector, "rules": rows})
        return 0
    where = f" i sektoren {sector}" if sector else ""
    click.echo(f"Regler og mål som gjelder {on:%d.%m.%Y}{where}:")
    for row in rows:
        click.echo(f"{row['id']} ({row['source']}): {row['text']}")
        for value in row["values"]:
            click.echo("    " + _line(value))
    return 0


def _line(value: dict[str, Any]) -> str:
    """Write one value for people."""
    text = f"{value['id']} = {value['value']} {value['unit']} ({value['source']})"
    for bound in value["agreement_bounds"]:
        least = f" minst {bound['at_least']}" if bound["at_least"] is not None else ""
        most = f" høyst {bound['at_most']}" if bound["at_most"] is not None else ""
        text += f"; {bound['level']}:{least}{most}"
    return text
