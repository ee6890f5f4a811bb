"""Refused problem files: what a test expects, told as pointers."""

from tests.builders import document, need, person, rota, span
from vikarsentral.errors import BadInput
from vikarsentral.problemfile import read_problem


def pointers(source):
    """Return where each fault of a problem file stands, in the order told; none when fine."""
    try:
        read_problem(source)
    except BadInput as refused:
        return [fault.where for fault in refused.faults]
    return []


def full():
    """Make a document in which every key of the contract stands."""
    return document(
        needs=[
            need(
                "n1",
                "2027-01-05 08:00",
                "2027-01-05 12:00",
                unpaid_break=0,
                requires=["a"],
                known_people=["p1"],
                pinned=None,
            ),
            need("n2", "2027-01-06 08:00", "2027-01-06 12:00", agency=None, pinned="p1"),
        ],
        people=[
            person(
                regime="ROTA_38",
                units=None,
                home_area="nord",
                overtime_minutes_52w=600,
                competences=[{"id": "a", "valid_from": "2026-01-01", "valid_to": "2027-12-31"}],
                rota=[rota("2027-01-04 08:00", "2027-01-04 12:00", unpaid_break=30)],
                unavailable=[span("2027-01-09 00:00", "2027-01-10 00:00")],
                wishes=[span("2027-01-08 00:00", "2027-01-09 00:00", ore=-5000)],
            ),
            person("p2", units=["u1"], kind="staff"),
        ],
        agreements=[
            {
                "id": "A",
                "level": "LOCAL_TV",
                "scope": {"units": ["u1", "not in the file"], "people": ["p1"]},
                "valid_from": "2026-01-01",
                "valid_to": "2027-12-31",
                "limits": {"daily_rest": 480, "red_days": "average"},
            }
        ],
        published=[{"need": "n1", "person": "p1"}],
        objective={"open_ore_per_minute": {"1": 1}, "merarbeid_ore_per_minute": None},
    )


def changed(path, value):
    """Return the full document with one value put at a path."""
    made = full()
    node = made
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return made


def without(path):
    """Return the full document with one key left out."""
    made = full()
    node = made
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    return made
