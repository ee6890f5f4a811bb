"""What a file is about is checked at once, all faults together."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.village import at
from vikarsentral import exporting
from vikarsentral.errors import BadInput

DAY = date(2027, 1, 11)


def test_period_runs_over_whole_oslo_days(village):
    about = exporting.period(village.session, first_on=DAY, last_on=DAY)
    assert (about.starts_at, about.ends_at) == (at("2027-01-11T00:00"), at("2027-01-12T00:00"))
    assert about.unit_ids is None
    assert about.name("timer") == "timer-2027-01-11-2027-01-11"


def test_one_unit_can_be_chosen(village):
    about = exporting.period(village.session, first_on=DAY, last_on=DAY, unit="solvang")
    assert about.unit_ids == (village.solvang.id,)
    assert about.name("timer") == "timer-solvang-2027-01-11-2027-01-11"


def test_unit_that_is_not_allowed_looks_like_an_unknown_one(village):
    said = []
    for unit in ("fjellheim", "ukjent"):
        with pytest.raises(BadInput) as refused:
            exporting.period(
                village.session,
                first_on=DAY,
                last_on=DAY,
                unit=unit,
                allowed={village.solvang.id},
            )
        said.append(str(refused.value).replace(unit, ""))
    assert said[0] == said[1]


def test_all_faults_are_told_at_once(village):
    with pytest.raises(BadInput) as refused:
        exporting.period(
            village.session, first_on=DAY, last_on=DAY - timedelta(days=1), unit="ukjent"
        )
    assert [fault.where for fault in refused.value.faults] == ["--to", "--unit"]
    with pytest.raises(BadInput, match="six years"):
        exporting.period(village.session, first_on=DAY, last_on=date(2035, 1, 1))
    with pytest.raises(BadInput, match="out of reach"):
        exporting.period(village.session, first_on=date(1, 1, 1), last_on=date(1, 1, 2))
