"""The spend page, the shifts behind each figure, and both as files."""

from __future__ import annotations

from datetime import date, datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import UnprocessableEntity

from vikarsentral import spend as spending
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.overview.coming import sector_names
from vikarsentral.overview.labour import SOURCES, labour_lines
from vikarsentral.spend import Behind
from web import context, language
from web.guard import allow
from web.planner import csvfile
from web.planner.chosen import Chosen, chosen
from web.planner.room import bp
from web.planner.tables import NAMES, Cell, month_name, tables
from web.reasons import page_told
from web.words import say

LINES_SHOWN = 40
LINES_SAVED = 200_000


@bp.get("/vikarbruk")
@allow(Action.SEE_SPEND)
def spend() -> ResponseReturnValue:
    """Show what all volatile labour costs by source, month and unit."""
    held = chosen()
    figures = spending.figures(
        context.database(),
        first_on=held.first_on,
        last_on=held.last_on,
        unit_ids=held.unit_ids,
    )
    page = render_template(
        "planner/spend.html",
        held=held,
        told=tables(figures, held),
        sources=[NAMES[source] for source in SOURCES],
        sectors=_sectors(held),
    )
    return page, 422 if held.fault else 200


def _sectors(held: Chosen) -> list[tuple[str, str]]:
    """Return code and name of the sectors among the units, by name."""
    names = sector_names(context.database(), language.current())
    there = {one.sector for one in held.units}
    return sorted((pair for pair in names.items() if pair[0] in there), key=lambda pair: pair[1])


@bp.get("/vikarbruk/vakter")
@allow(Action.SEE_SPEND)
def lines() -> ResponseReturnValue:
    """Show the shifts and orders behind a figure, and their sum."""
    held, number = chosen(), page_told(request.args.get("side"))
    found = _lines(held, LINES_SHOWN + 1, (number - 1) * LINES_SHOWN)
    page = render_template(
        "planner/lines.html",
        held=held,
        whole=_whole(held),
        lines=found[:LINES_SHOWN],
        page_number=number,
        has_more=len(found) > LINES_SHOWN,
        names=NAMES,
        about=_about(held),
    )
    return page, 422 if held.fault else 200


def _usable() -> Chosen:
    """Return what is chosen; a file is never of another period than asked for.

    Raises:
        UnprocessableEntity: the period cannot be used.
    """
    held = chosen()
    if held.fault:
        raise UnprocessableEntity
    return held


def _lines(held: Chosen, limit: int, skip: int = 0) -> list[Behind]:
    return labour_lines(
        context.database(),
        first_on=held.first_on,
        last_on=held.last_on,
        source=held.source or None,
        unit_ids=held.unit_ids,
        limit=limit,
        skip=skip,
    )


def _whole(held: Chosen) -> Cell:
    """Return the sum of the choice, read as the figure itself is."""
    figures = spending.figures(
        context.database(),
        first_on=held.first_on,
        last_on=held.last_on,
        group_by=("source",),
        unit_ids=held.unit_ids,
    )
    some = [one for one in figures if held.source in ("", one.source)]
    return Cell(sum(one.cost_ore for one in some), sum(one.minutes for one in some), "")


def _about(held: Chosen) -> str:
    names = {one.code: one.name for one in held.units}
    sector = dict(_sectors(held)).get(held.sector)
    where = names.get(held.unit) or sector or say("Alle enheter")
    source = str(NAMES[held.source]) if held.source else say("alle kilder")
    return say(
        "%(where)s, %(source)s, %(first)s–%(last)s",
        where=where,
        source=source,
        first=language.day(held.first_on, "full"),
        last=language.day(held.last_on, "full"),
    )


@bp.get("/vikarbruk/vakter.csv")
@allow(Action.SEE_SPEND)
def lines_file() -> ResponseReturnValue:
    """Give the shifts and orders behind a figure as a file."""
    held = _usable()
    head = [
        say("Start"),
        say("Slutt"),
        say("Enhet"),
        say("Kilde"),
        say("Timer"),
        say("Kroner"),
        say("Vakt"),
        say("Bestilling"),
    ]
    rows: list[list[csvfile.Value]] = [
        [
            _clock(one.starts_at, one.worked_on),
            _clock(one.ends_at, one.worked_on),
            one.unit_name,
            str(NAMES[one.source]),
            csvfile.hours(one.minutes),
            csvfile.kroner(one.cost_ore),
            one.shift_id or "",
            one.order_id or "",
        ]
        for one in _lines(held, LINES_SAVED)
    ]
    return csvfile.answer(f"vikarbruk-vakter-{held.first_on}-{held.last_on}", head, rows)


def _clock(at: datetime | None, on: date) -> str:
    """Write an instant on the Oslo clock, or the day alone where nobody told the hours."""
    return f"{on}" if at is None else f"{at.astimezone(OSLO):%Y-%m-%d %H:%M}"


@bp.get("/vikarbruk.csv")
@allow(Action.SEE_SPEND)
def spend_file() -> ResponseReturnValue:
    """Give the figures by unit, month and source as a file."""
    held = _usable()
    figures = spending.figures(
        context.database(),
        first_on=held.first_on,
        last_on=held.last_on,
        unit_ids=held.unit_ids,
    )
    head = [say("Enhet"), say("Måned"), say("Kilde"), say("Timer"), say("Kroner")]
    rows: list[list[csvfile.Value]] = [
        [
            one.unit_name or "",
            month_name(one.month or ""),
            str(NAMES[one.source or ""]),
            csvfile.hours(one.minutes),
            csvfile.kroner(one.cost_ore),
        ]
        for one in figures
    ]
    return csvfile.answer(f"vikarbruk-{held.first_on}-{held.last_on}", head, rows)
