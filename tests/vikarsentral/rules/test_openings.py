"""Every opening names who signs, where it stands, and limits that exist and are bounded."""

import pytest

from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.values_year import ALL_VALUES, YEAR_LIMITS


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.id)
def test_each_opening_has_source_text_and_limits_its_level_may_set(opening):
    assert opening.source
    assert opening.text.endswith(".")
    for name in set(opening.limits) - {"red_days"}:
        assert opening.level in ALL_VALUES[name].bounds, name


def test_every_limit_is_opened_somewhere():
    opened = {name for opening in OPENINGS for name in opening.limits}
    assert opened == {*YEAR_LIMITS, "red_days"}
    assert len({opening.id for opening in OPENINGS}) == len(OPENINGS)
