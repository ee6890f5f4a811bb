"""The agency price list: one line in force for a sector and competence, refusals by row."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.access import RoleName
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.need import FrameworkPrice
from vikarsentral.tables import Event, Price

LINE = FrameworkPrice(
    "health", "pleieassistent", 45_000, 58_000, True, "Rammeavtale 26/7", date(2027, 1, 1)
)


def add(village, *lines, actor=None):
    actor = actor or village.actor(RoleName.PLANNER)
    return need.add_prices(village.session, lines, actor=actor, now=NOW)


def faults(village, *lines):
    with pytest.raises(BadInput) as refused:
        add(village, *lines)
    return [(fault.where, fault.allowed) for fault in refused.value.faults]


def test_a_line_is_added_and_recorded(village):
    [row] = add(village, LINE)
    stored = village.session.get_one(Price, row)
    assert (stored.framework, stored.has_vat, stored.valid_to) == ("Rammeavtale 26/7", True, None)
    event = village.session.query(Event).filter_by(kind="price.added").one()
    assert event.data["day_ore"] == 45_000
    assert row in {one.id for one in need.framework_prices(village.session)}


def test_each_fault_tells_its_row_and_what_is_allowed(village):
    found = faults(
        village,
        replace(LINE, sector="space"),
        replace(LINE, competence="trollmann"),
        replace(LINE, day_ore=1_000_001),
        replace(LINE, inconvenient_ore=-1),
        replace(LINE, framework=" "),
        replace(LINE, valid_to=date(2026, 12, 31)),
    )
    assert [where for where, _ in found] == [
        "row 1.sector",
        "row 2.competence",
        "row 3.day_ore",
        "row 4.inconvenient_ore",
        "row 5.framework",
        "row 6.valid_to",
    ]
    assert found[0][1] == "health"
    assert village.session.query(Price).count() == 1


@pytest.mark.parametrize(
    ("first", "last", "is_refused"),
    [
        (date(2027, 6, 30), None, True),
        (date(2027, 7, 1), None, False),
        (date(2026, 1, 1), date(2026, 12, 31), False),
        (date(2026, 1, 1), date(2027, 1, 1), True),
        (date(2026, 1, 1), None, True),
    ],
)
def test_dates_that_overlap_are_refused_with_the_first_day_allowed(
    village, first, last, is_refused
):
    held = replace(LINE, valid_to=date(2027, 6, 30))
    new = replace(LINE, valid_from=first, valid_to=last)
    add(village, held)
    if is_refused:
        assert faults(village, new) == [("row 1.valid_from", "from 2027-07-01")]
    else:
        assert len(add(village, new)) == 1


def test_two_rows_of_one_list_may_not_overlap(village):
    assert faults(village, LINE, LINE) == [("row 2.valid_from", "end that line first")]


def test_the_same_line_sent_twice_is_there_once(village):
    assert add(village, LINE) == add(village, LINE)
    assert village.session.query(Event).filter_by(kind="price.added").count() == 1


def test_the_database_itself_refuses_an_overlap(village):
    add(village, LINE)
    row = Price(
        sector_code="health",
        competence_code="pleieassistent",
        day_ore_per_hour=1,
        inconvenient_ore_per_hour=1,
        valid_from=date(2028, 1, 1),
    )
    with pytest.raises(IntegrityError, match="ex_price_in_force"):
        village.add(row)


def test_a_line_is_ended_and_the_next_takes_over(village):
    planner = village.actor(RoleName.PLANNER)
    [row] = add(village, LINE)
    last = date(2027, 3, 31)
    for _ in range(2):
        need.end_price(village.session, price_id=row, valid_to=last, actor=planner, now=NOW)
    assert village.session.query(Event).filter_by(kind="price.ended").count() == 1
    assert add(village, replace(LINE, valid_from=date(2027, 4, 1)))
    with pytest.raises(Conflict, match="price_ended"):
        need.end_price(
            village.session, price_id=row, valid_to=date(2027, 5, 1), actor=planner, now=NOW
        )
    with pytest.raises(BadInput):
        need.end_price(
            village.session, price_id=row, valid_to=date(2026, 5, 1), actor=planner, now=NOW
        )
    with pytest.raises(NotFound):
        need.end_price(village.session, price_id=0, valid_to=last, actor=planner, now=NOW)


def test_only_those_who_set_prices_may(village):
    with pytest.raises(NotAllowed):
        add(village, LINE, actor=village.leader)
