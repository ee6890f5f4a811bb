from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.errors import NotFound
from vikarsentral.overview.labour import SOURCES, labour_lines
from vikarsentral.tables import ShiftStatus

PERIOD = {"first_on": date(2027, 1, 1), "last_on": date(2027, 1, 31)}


def opened(village, source):
    return labour_lines(village.session, **PERIOD, source=source, unit_ids=None, limit=10)


def test_lines_are_those_of_the_source(village):
    person, row = village.on_duty(), village.need("2027-01-11T07:30")
    need.assign(
        village.session,
        [need.Assignment(row.id, person.id)],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    [line] = opened(village, "pool")
    assert line.need_id == row.id
    assert opened(village, None) == [line]
    assert [source for source in SOURCES if opened(village, source)] == ["pool"]


def test_unknown_source_is_told(village):
    with pytest.raises(NotFound):
        opened(village, "magic")
