from datetime import timedelta

from tests.vikarsentral.village import NOW
from vikarsentral.overview.coming import ComingLine, coming_needs, sector_names
from vikarsentral.tables import NeedStatus

DAY = "2027-01-11T07:30"


def test_needs_are_counted_by_where_they_stand(village):
    for status in (NeedStatus.OPEN, NeedStatus.OPEN, NeedStatus.AGENCY, NeedStatus.WITHDRAWN):
        village.need(DAY, status=status)
    village.need("2027-03-01T07:30")
    [line] = coming_needs(village.session, NOW, NOW + timedelta(weeks=4), "nb")
    assert line == ComingLine("Helse", open=2, covered=0, agency=1)
    assert line.all == 3


def test_sectors_are_named_in_the_language_asked_for(village):
    assert sector_names(village.session, "nb") == {"health": "Helse"}
    assert sector_names(village.session, "en") == {"health": "H"}
