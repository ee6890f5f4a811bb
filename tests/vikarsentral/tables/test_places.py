"""Places: one municipality per installation, travel only between two areas."""

import pytest
from sqlalchemy.exc import IntegrityError

from vikarsentral.tables import Municipality, Travel


def test_installation_holds_one_municipality(session):
    session.add(Municipality(id=2, name="Nabo", sender_name="Nabo"))
    with pytest.raises(IntegrityError, match="ck_municipality_only_one"):
        session.flush()


@pytest.mark.parametrize(
    ("to_area", "minutes", "constraint"),
    [("vest", -1, "ck_travel_minutes"), ("nord", 5, "ck_travel_between_two_areas")],
)
def test_impossible_travel_is_refused(village, to_area, minutes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        village.add(Travel(from_area="nord", to_area=to_area, minutes=minutes))
