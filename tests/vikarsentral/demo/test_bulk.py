from tests.vikarsentral.village import NOW
from vikarsentral.demo.bulk import copy
from vikarsentral.tables import Area, Event, Unit


def test_rows_json_and_sequences_follow(village):
    session = village.session
    copy(session, Area, [{"code": "vest", "name": "Væst"}])
    event = {
        "id": 5000,
        "at": NOW,
        "actor": "a",
        "kind": "k",
        "subject_kind": "s",
        "subject_id": "1",
        "data": {"æ": [1, "to"]},
    }
    copy(session, Event, [event])
    row = session.get(Event, 5000)
    assert (row.at, row.data) == (NOW, {"æ": [1, "to"]})
    fresh = village.add(
        Event(at=NOW, actor="a", kind="k", subject_kind="s", subject_id="1", data={})
    )
    assert fresh.id == 5001
    assert session.get(Area, "vest").name == "Væst"


def test_nothing_is_done_without_rows(village):
    before = village.session.query(Unit).count()
    copy(village.session, Unit, [])
    assert village.session.query(Unit).count() == before
