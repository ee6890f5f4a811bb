"""Needs from a file: the same need once, however often the file comes."""

from tests.vikarsentral.importing.files import counts, csv_file, found, take
from tests.vikarsentral.village import NOW, at
from vikarsentral.access import RoleName
from vikarsentral.tables import Event, Need, NeedStatus

HEADINGS = ("Enhet", "Dato", "Fra", "Til", "Ubetalt pause", "Krav", "Prioritet", "Antall")
DAY = ("solvang", "11.01.2027", "07:30", "15:00", "0", "sykepleier", "1", "2")
NIGHT = ("Solvang", "11.01.2027", "21:45", "07:30", "", "", "", "")


def test_needs_stand_open_as_asked_for_by_hand(session, village):
    assert counts(take(session, "needs", csv_file(HEADINGS, DAY, NIGHT), NOW)) == (3, 0, 0, 0)
    needs = session.query(Need).order_by(Need.starts_at, Need.id).all()
    assert [(one.status, one.priority, one.requires) for one in needs] == [
        (NeedStatus.OPEN, 1, ["sykepleier"]),
        (NeedStatus.OPEN, 1, ["sykepleier"]),
        (NeedStatus.OPEN, 2, []),
    ]
    assert needs[2].ends_at == at("2027-01-12T07:30")
    assert {one.is_agency_allowed for one in needs} == {False}
    assert session.query(Event).filter_by(kind="need.opened").count() == 3


def test_the_same_file_twice_changes_nothing(session, village):
    file = csv_file(HEADINGS, DAY, NIGHT)
    take(session, "needs", file, NOW)
    assert counts(take(session, "needs", file, NOW)) == (0, 0, 3, 0)
    more = (*DAY[:-1], "3")
    assert counts(take(session, "needs", csv_file(HEADINGS, more), NOW)) == (1, 0, 2, 0)


def test_a_reference_lets_an_open_need_be_changed(session, village):
    headings = ("Referanse", *HEADINGS[:-1])
    take(session, "needs", csv_file(headings, ("B-1", *DAY[:-1])), NOW)
    later = ("B-1", "solvang", "11.01.2027", "08:00", *DAY[3:-1])
    assert counts(take(session, "needs", csv_file(headings, later), NOW)) == (0, 1, 0, 0)
    need = session.query(Need).one()
    assert need.starts_at == at("2027-01-11T08:00")
    assert counts(take(session, "needs", csv_file(headings, later), NOW)) == (0, 0, 1, 0)
    event = session.query(Event).filter_by(kind="need.changed").one()
    assert event.data["before"]["starts"].startswith("2027-01-11T06:30")


def test_a_covered_need_is_not_changed(session, village):
    headings = ("Referanse", *HEADINGS[:-1])
    take(session, "needs", csv_file(headings, ("B-1", *DAY[:-1])), NOW)
    session.query(Need).one().status = NeedStatus.COVERED
    session.flush()
    later = ("B-1", "solvang", "11.01.2027", "08:00", *DAY[3:-1])
    report = take(session, "needs", csv_file(headings, later), NOW)
    assert found(report) == [("need_settled", 2, "Referanse")]


def test_what_cannot_be_is_told_with_its_row(session, village):
    headings = ("Referanse", *HEADINGS)
    file = csv_file(
        headings,
        ("", "solvang", "04.01.2027", *DAY[2:]),
        ("B-1", *DAY[:-1], "1"),
        ("B-1", *DAY[:-1], "1"),
        ("B-2", *DAY),
        ("", "solvang", "11.01.2027", "07:30", "07:30", "", "", "", ""),
        ("", "solvang", "11.01.2027", "07:30", "15:00", "", "", "4", ""),
    )
    report = take(session, "needs", file, NOW)
    assert found(report) == [
        ("need_past", 2, "Dato"),
        ("reference_twice", 4, "Referanse"),
        ("reference_needed", 5, "Antall"),
        ("no_length", 6, "Til"),
        ("whole", 7, "Prioritet"),
    ]
    assert session.query(Need).count() == 0


def test_a_leader_asks_for_own_unit_only(session, village):
    leader = village.actor(RoleName.MANAGER, village.fjellheim)
    report = take(session, "needs", csv_file(HEADINGS, DAY), NOW, actor=leader)
    assert found(report) == [("not_your_unit", 2, "Enhet")]
