"""People from a file: added, changed, left alone, deactivated; all of it or nothing."""

from datetime import date

import pytest

from tests.vikarsentral.importing.files import counts, csv_file, found, take
from tests.vikarsentral.village import NOW
from vikarsentral.access import RoleName
from vikarsentral.errors import NotAllowed
from vikarsentral.importing.taking import Verdict
from vikarsentral.tables import (
    Event,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
)

HEADINGS = (
    "Ansattnummer",
    "Navn",
    "Mobil",
    "Stilling",
    "Ansettelse",
    "Enhet",
    "Stillingsprosent",
    "Timer i full uke",
    "Fra dato",
    "Kompetanser",
)
KARI = (
    "00123",
    "Kari Fjellbu",
    "400 00 000",
    "sykepleier",
    "deltid",
    "solvang",
    "63,39",
    "35,5",
    "01.01.2026",
    "pleieassistent (til 20.01.2028)",
)
OLA = (
    "124",
    "Ola Ås",
    "",
    "pleieassistent",
    "vikarsentral",
    "",
    "100",
    "37,5",
    "2026-02-01",
    "",
)


def person(session, employee_no):
    return session.query(Person).filter_by(employee_no=employee_no).one()


def test_people_come_with_posts_and_what_follows_from_them(session, village):
    report = take(session, "people", csv_file(HEADINGS, KARI, OLA), NOW)
    assert counts(report) == (2, 0, 0, 0)
    assert report.is_stored
    kari = person(session, "00123")
    assert (kari.name, kari.phone) == ("Kari Fjellbu", "+4740000000")
    post = session.query(Post).filter_by(person_id=kari.id).one()
    assert (post.kind, post.unit_id, post.stillingsprosent) == (
        PostKind.PART_TIME,
        village.solvang.id,
        6339,
    )
    assert (post.full_week_minutes, post.regime) == (2130, "ROTA_38")
    held = session.query(PersonCompetence).filter_by(person_id=kari.id)
    assert {(one.competence_code, one.valid_to) for one in held} == {
        ("sykepleier", None),
        ("pleieassistent", date(2028, 1, 20)),
    }
    assert session.get(PersonSector, (kari.id, "health")) is not None
    ties = session.query(PersonUnit).filter_by(person_id=kari.id).all()
    assert [tie.unit_id for tie in ties] == [village.solvang.id]


def test_the_same_file_twice_changes_nothing(session, village):
    file = csv_file(HEADINGS, KARI, OLA)
    take(session, "people", file, NOW)
    before = session.query(Event).filter(Event.kind != "file.imported").count()
    assert counts(take(session, "people", file, NOW)) == (0, 0, 2, 0)
    assert session.query(Event).filter(Event.kind != "file.imported").count() == before


def test_a_change_is_told_with_before_and_after(session, village):
    take(session, "people", csv_file(HEADINGS, KARI, OLA), NOW)
    moved = (*KARI[:6], "80", *KARI[7:])
    report = take(session, "people", csv_file(HEADINGS, moved, OLA), NOW)
    assert counts(report) == (0, 1, 1, 0)
    (details,) = [line.details for line in report.compared.changed.lines]
    (what, before, after) = details[0]
    assert what == "Stilling"
    assert "63,39 %" in before
    assert "80,00 %" in after
    kari = person(session, "00123")
    assert session.query(Post).filter_by(person_id=kari.id).one().stillingsprosent == 8000
    event = session.query(Event).filter_by(kind="person.changed", subject_id=str(kari.id)).one()
    assert "63,39 %" in event.data["before"]["Stilling"][0]
    assert "80,00 %" in event.data["after"]["Stilling"][0]
    assert kari.version == 1


def test_the_record_hides_contact_details(session, village):
    take(session, "people", csv_file(HEADINGS, KARI), NOW)
    moved = (*KARI[:2], "411 11 111", *KARI[3:])
    take(session, "people", csv_file(HEADINGS, moved), NOW)
    told = str([event.data for event in session.query(Event)])
    assert "40000000" not in told
    assert "41111111" not in told
    assert person(session, "00123").version == 2


def test_several_rows_are_several_posts_of_one_person(session, village):
    second = (
        "00123",
        "Kari Fjellbu",
        "",
        "pleieassistent",
        "deltid",
        "fjellheim",
        "20",
        "35,5",
        KARI[8],
        "",
    )
    report = take(session, "people", csv_file(HEADINGS, KARI, second), NOW)
    assert counts(report) == (1, 0, 0, 0)
    kari = person(session, "00123")
    posts = session.query(Post).filter_by(person_id=kari.id)
    assert sorted(post.stillingsprosent for post in posts) == [2000, 6339]
    assert counts(take(session, "people", csv_file(HEADINGS, KARI, second), NOW)) == (0, 0, 1, 0)


def test_a_post_that_is_not_in_the_file_ends_the_day_before(session, village):
    second = (
        "00123",
        "Kari Fjellbu",
        "",
        "pleieassistent",
        "deltid",
        "fjellheim",
        "20",
        "35,5",
        KARI[8],
        "",
    )
    take(session, "people", csv_file(HEADINGS, KARI, second), NOW)
    take(session, "people", csv_file(HEADINGS, KARI), NOW)
    ended = session.query(Post).filter_by(person_id=person(session, "00123").id)
    assert {post.stillingsprosent: post.valid_to for post in ended} == {
        6339: None,
        2000: date(2027, 1, 4),
    }


def test_a_column_that_is_not_there_leaves_the_value_alone(session, village):
    take(session, "people", csv_file(HEADINGS, KARI), NOW)
    short = csv_file((*HEADINGS[:2], *HEADINGS[3:9]), (*KARI[:2], *KARI[3:9]))
    assert counts(take(session, "people", short, NOW)) == (0, 0, 1, 0)
    assert person(session, "00123").phone == "+4740000000"
    empty = (*KARI[:2], "", *KARI[3:])
    assert counts(take(session, "people", csv_file(HEADINGS, empty), NOW)) == (0, 1, 0, 0)
    assert person(session, "00123").phone is None


def test_the_same_number_with_other_values_is_a_fault_with_both_rows(session, village):
    other = ("00123", "Kari Fjell", "", *OLA[3:])
    report = take(session, "people", csv_file(HEADINGS, KARI, other), NOW)
    assert found(report) == [("differs", 3, "Navn")]
    assert report.faults[0].facts["other"] == 2
    assert session.query(Person).count() == 0


def test_equal_rows_are_a_fault(session, village):
    report = take(session, "people", csv_file(HEADINGS, KARI, KARI), NOW)
    assert found(report) == [("row_twice", 3, "")]


def test_one_bad_row_stops_all_unless_the_good_ones_are_asked_for(session, village):
    bad = ("125", "Per Vik", "", "sykeplier", "vikarsentral", "", "100", "37,5", KARI[8], "")
    file = csv_file(HEADINGS, KARI, bad, OLA)
    report = take(session, "people", file, NOW)
    assert report.verdict is Verdict.FAULTY
    assert found(report) == [("unknown_competence", 3, "Stilling")]
    assert report.faults[0].value == "sykeplier"
    assert report.faults[0].facts["near"] == "sykepleier"
    assert session.query(Person).count() == 0
    report = take(session, "people", file, NOW, is_good_rows=True)
    assert report.is_stored
    assert counts(report) == (2, 0, 0, 0)


def test_who_has_one_bad_row_of_two_is_left_out_whole(session, village):
    bad = (
        "00123",
        "Kari Fjellbu",
        "",
        "pleieassistent",
        "deltid",
        "solvnag",
        "20",
        "35,5",
        KARI[8],
        "",
    )
    file = csv_file(HEADINGS, KARI, bad, OLA)
    report = take(session, "people", file, NOW, is_good_rows=True)
    assert counts(report) == (1, 0, 0, 0)
    assert session.query(Person).filter_by(employee_no="00123").count() == 0


def test_more_than_a_tenth_missing_stops_and_asks(session, village):
    many = [(str(number), f"Navn {number}", *OLA[2:]) for number in range(200, 220)]
    take(session, "people", csv_file(HEADINGS, *many), NOW)
    two_gone = csv_file(HEADINGS, *many[2:])
    assert take(session, "people", two_gone, NOW).compared.deactivated.count == 2
    assert session.query(Person).filter_by(is_active=False).count() == 2
    more_gone = csv_file(HEADINGS, *many[6:])
    report = take(session, "people", more_gone, NOW)
    assert report.verdict is Verdict.MANY_ENDED
    assert not report.is_stored
    assert session.query(Person).filter_by(is_active=False).count() == 2
    kept = take(session, "people", more_gone, NOW, is_whole=False)
    assert kept.is_stored
    assert session.query(Person).filter_by(is_active=False).count() == 2
    ended = take(session, "people", more_gone, NOW, is_whole=True)
    assert counts(ended) == (0, 0, 14, 4)
    assert session.query(Person).filter_by(is_active=False).count() == 6


def test_who_comes_back_is_active_again(session, village):
    both = csv_file(HEADINGS, KARI, OLA)
    take(session, "people", both, NOW)
    take(session, "people", csv_file(HEADINGS, KARI), NOW, is_whole=True)
    assert not person(session, "124").is_active
    report = take(session, "people", both, NOW)
    assert counts(report) == (0, 1, 1, 0)
    assert person(session, "124").is_active


def test_nobody_ends_where_a_faulty_row_may_be_theirs(session, village):
    many = [(str(number), f"Navn {number}", *OLA[2:]) for number in range(200, 220)]
    take(session, "people", csv_file(HEADINGS, *many), NOW)
    bad = ("", "Uten nummer", *OLA[2:])
    report = take(session, "people", csv_file(HEADINGS, *many[1:], bad), NOW, is_good_rows=True)
    assert report.is_stored
    assert session.query(Person).filter_by(is_active=False).count() == 0


def test_a_leader_takes_no_people_in(session, village):
    leader = village.actor(RoleName.MANAGER, village.solvang)
    with pytest.raises(NotAllowed):
        take(session, "people", csv_file(HEADINGS, KARI), NOW, actor=leader)


def test_a_number_that_has_lost_its_zeros_is_stopped_with_the_number_meant(session, village):
    take(session, "people", csv_file(HEADINGS, KARI, OLA), NOW)
    report = take(session, "people", csv_file(HEADINGS, ("123", *KARI[1:]), OLA), NOW)
    assert found(report) == [("zeros_lost", 2, "Ansattnummer")]
    assert report.faults[0].facts == {"near": "00123"}
    assert not report.is_stored
    both = csv_file(HEADINGS, KARI, ("123", "Nils", *KARI[2:]), OLA)
    assert counts(take(session, "people", both, NOW)) == (1, 0, 2, 0)


def test_a_closed_unit_leaves_its_name_to_the_open_one_and_takes_nobody_new(session, village):
    old = village.unit("gamle", "nord")
    old.name, old.is_active, village.solvang.name = "Gamle", False, "Gamle"
    session.flush()
    named = (*KARI[:5], "Gamle", *KARI[6:])
    take(session, "people", csv_file(HEADINGS, named), NOW)
    kari = person(session, "00123")
    assert session.query(Post).filter_by(person_id=kari.id).one().unit_id == village.solvang.id
    tied = csv_file((*HEADINGS, "Kjente enheter"), (*KARI, "gamle"))
    assert found(take(session, "people", tied, NOW)) == [("unknown_unit", 2, "Kjente enheter")]


def test_a_post_that_is_over_opens_no_closed_unit_for_a_new_one(session, village):
    take(session, "people", csv_file(HEADINGS, KARI), NOW)
    kari = person(session, "00123")
    session.query(Post).filter_by(person_id=kari.id).one().valid_to = date(2026, 6, 30)
    village.solvang.is_active = False
    session.flush()
    for first in (KARI[8], "01.02.2027"):
        again = csv_file(HEADINGS, (*KARI[:8], first, KARI[9]))
        assert found(take(session, "people", again, NOW)) == [("unknown_unit", 2, "Enhet")]
    near = csv_file(HEADINGS, (*KARI[:5], "solvan", *KARI[6:]))
    assert take(session, "people", near, NOW).faults[0].facts == {}
