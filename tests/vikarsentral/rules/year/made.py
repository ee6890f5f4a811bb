"""Turn a plain roster into the product's facts, and a verdict into plain rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from vikarsentral.rules.facts import Accepts, Agreement
from vikarsentral.rules.stretch import Span, Unit
from vikarsentral.rules.year import (
    AgencyOrder,
    Averaging,
    Duty,
    Held,
    Medication,
    Post,
    Template,
    Worker,
    YearRoster,
    YearVerdict,
)


def facts(raw: dict[str, Any]) -> YearRoster:
    """Return the facts of a plain roster."""
    first = raw["first"].toordinal()
    return YearRoster(
        first_on=first,
        end_on=first + 7 * raw["weeks"],
        units={name: Unit(name, one["sector"], one["area"]) for name, one in raw["units"].items()},
        workers=tuple(map(_worker, raw["workers"])),
        duties=tuple(map(_duty, raw["duties"])),
        agreements=tuple(map(_agreement, raw["agreements"])),
        travel_minutes=raw["travel"],
        authorised=frozenset(raw["authorised"]),
        templates=tuple(
            Template(one["id"], "u0", one["minutes"], one["break"], one["on"].toordinal())
            for one in raw["templates"]
        ),
        orders=tuple(map(_order, raw["orders"])),
        hire_agreements={name: held(span) for name, span in raw["hire_agreements"].items()},
    )


def on(day: date | None) -> int | None:
    """Return a date as ordinal."""
    return None if day is None else day.toordinal()


def held(span: tuple[date | None, date | None]) -> Held:
    """Return the dates something is held."""
    return Held(on(span[0]), on(span[1]))


def _names(names: list[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)


def _worker(one: dict[str, Any]) -> Worker:
    return Worker(
        id=one["id"],
        posts=tuple(
            Post(post["id"], post["kind"], post["full_week_minutes"], post["percent"])
            for post in one["posts"]
        ),
        regime=one["regime"],
        sectors=frozenset(one["sectors"]),
        units=_names(one["units"]),
        accepts=Accepts(one["merarbeid"], one["accepts_overtime"]),
        competences={name: held(span) for name, span in one["holds"].items()},
        authorisations={name: held(span) for name, span in one["authorised"].items()},
        born_on=on(one["born"]),
        employed_on=on(one["employed"]),
        police_checks={sector: day.toordinal() for sector, day in one["police"].items()},
        tb_required=one["tb_required"],
        tb_cleared_on=on(one["tb_cleared"]),
        medication=tuple(
            Medication(grant["scope"], _names(grant["units"]), held((grant["from"], grant["to"])))
            for grant in one["medication"]
        ),
        teacher_from=on(one["teacher"]),
        teaching_since=on(one["teaching_since"]),
        pedagogue=tuple(map(held, one["pedagogue"])),
        language_shown_on=on(one["language"]),
        language_waived=one["language_waived"],
        night_exempt=one["night_exempt"],
        overtime_exempt=one["overtime_exempt"],
        unavailable=tuple(Span(start, end) for start, end in one["unavailable"]),
        overtime_before={
            day.toordinal(): minutes for day, minutes in one["overtime_before"].items()
        },
        averaging=tuple(
            Averaging(block["first"].toordinal(), block["weeks"]) for block in one["averaging"]
        ),
    )


def _duty(one: dict[str, Any]) -> Duty:
    named = {name: value for name, value in one.items() if name not in {"requires", "told"}}
    return Duty(**named, requires=tuple(one["requires"]), told_at=one["told"])


def _agreement(one: dict[str, Any]) -> Agreement:
    limits = {name: value for name, value in one["limits"].items() if name != "red_days"}
    return Agreement(
        id=one["id"],
        level="LOCAL_TV",
        units=_names(one["units"]),
        people=_names(one["people"]),
        valid_from=one["from"].toordinal(),
        valid_to=one["to"].toordinal(),
        limits=limits,
        red_days=one["limits"].get("red_days"),
    )


def _order(one: dict[str, Any]) -> AgencyOrder:
    return AgencyOrder(
        id=one["id"],
        decided_on=one["decided"].toordinal(),
        basis=one["basis"],
        replaces=one["replaces"],
        agreement=one["agreement"],
        is_health=one["health"],
        discussed_on=on(one["discussed"]),
        part_timers_left=one["left"],
        hired_since=on(one["since"]),
    )


def rows(verdict: YearVerdict) -> list[tuple[Any, ...]]:
    """Return findings as the slow reading writes them, sorted."""
    return sorted(
        (
            found.excess.rule,
            found.person or "",
            found.excess.needs,
            found.excess.limit,
            found.excess.value,
            found.excess.over,
        )
        for found in verdict.findings
    )
