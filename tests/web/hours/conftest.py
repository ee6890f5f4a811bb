"""Short ways to the town's shifts of yesterday."""

import pytest

from tests.web.conftest import rows

YESTERDAY = "2027-01-04"


@pytest.fixture
def leder(as_user):
    return as_user("leder")


@pytest.fixture
def vikar(as_user):
    return as_user("vikar")


def shift_of(url, person="Frida Foss", on=YESTERDAY):
    """The id of a person's shift that starts on a day."""
    query = (
        "select s.id from shift s join person p on p.id = s.person_id where p.name = %s"
        " and (s.starts_at at time zone 'Europe/Oslo')::date = %s and s.status <> 'cancelled'"
    )
    return rows(url, query, person, on)[0][0]


def entries(url):
    """What the record holds, oldest first."""
    return rows(url, "select went, side, minutes, number from worked_entry order by id")
