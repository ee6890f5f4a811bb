"""What pages show, read from the made-up town of the page tests."""

from datetime import date, timedelta

import pytest

from tests.web import town
from vikarsentral import need, overview
from vikarsentral.access import actor_by_login
from vikarsentral.errors import NotFound
from vikarsentral.overview import Seen
from vikarsentral.tables import Agreement, AgreementLevel, AgreementUnit, Need, Person, Unit

DAY = timedelta(days=1)


@pytest.fixture
def filled(session):
    """A session on the town."""
    town.build(session)
    return session


def unit_id(session, code="solvang"):
    return session.query(Unit.id).filter(Unit.code == code).scalar()


def person_id(session, name):
    return session.query(Person.id).filter(Person.name == name).scalar()


def of_today(session):
    start = town.at(town.TODAY, "00:00")
    return overview.stretches(session, [unit_id(session)], start, start + DAY)


def test_units_stand_in_the_order_of_names(filled):
    assert [line.name for line in overview.unit_lines(filled, None)] == [
        "Fjellheim bofellesskap",
        "Solvang sykehjem",
    ]
    assert overview.unit_lines(filled, []) == []


def test_stretches_tell_who_is_away_and_who_comes(filled):
    away = next(one for one in of_today(filled) if one.seen is Seen.ABSENT)
    assert (away.person, away.comes) == ("Even Eng", "Bo Østby")
    assert away.requires == ("sykepleier",)
    cover = next(one for one in of_today(filled) if one.seen is Seen.COVER)
    assert cover.person == "Bo Østby"
    assert cover.need_id == away.need_id


def test_stretches_hold_needs_nobody_has(filled):
    start = town.at(town.TODAY + DAY, "00:00")
    held = overview.stretches(filled, [unit_id(filled)], start, start + DAY)
    hole = next(one for one in held if one.seen is Seen.OPEN)
    assert (hole.person, hole.shift_id) == ("", None)
    assert hole.absence_id is not None


def test_stretches_leave_out_cancelled_shifts_and_other_units(filled):
    start = town.at(town.TODAY, "00:00")
    held = overview.stretches(filled, [unit_id(filled, "fjellheim")], start, start + 7 * DAY)
    assert held == []


def test_stretches_end_before_the_time_asked_for(filled):
    end = town.at(town.TODAY, "07:30")
    assert overview.stretches(filled, [unit_id(filled)], end - DAY / 4, end) == []


def test_usual_shifts_stand_in_the_order_of_starts(filled):
    codes = [one.code for one in overview.usual_shifts(filled, [unit_id(filled)])]
    assert codes == ["D", "N"]


def test_own_shifts_keep_cancelled_ones(filled):
    start = town.at(town.TODAY, "00:00")
    held = overview.own_shifts(filled, person_id(filled, "Bo Østby"), start, start + 7 * DAY)
    assert [(one.is_cover, one.is_cancelled) for one in held] == [(True, False), (False, True)]
    assert held[0].area == "Nord"


def test_profile_tells_what_is_registered(filled):
    told = overview.profile(filled, person_id(filled, "Bo Østby"))
    assert told.posts == ((10_000, ""),)
    assert [one.code for one in told.competences] == ["sykepleier"]
    with pytest.raises(NotFound):
        overview.profile(filled, 0)


def test_needs_of_absence_tell_who_comes(filled):
    absence_id = filled.query(Need.absence_id).filter(Need.absence_id.is_not(None)).first()[0]
    told = overview.needs_of_absence(filled, absence_id)
    assert told.person == "Even Eng"
    assert told.is_live
    assert [line.comes for line in told.needs] == ["Bo Østby", ""]
    assert overview.needs_of_absence(filled, None) is None
    assert overview.needs_of_absence(filled, 0) is None


def test_candidates_are_lawful_first_with_sentences(filled):
    need_id = filled.query(Need.id).filter(Need.status == "open").scalar()
    told = overview.candidates(filled, need_id, language="nn", now=town.NOW, top=2, near=3)
    assert [one.kind for one in told.lawful] == ["pool", "pool"]
    assert all(one.text and one.is_lawful for one in told.lawful)
    assert len(told.near) == 3
    assert all(one.rules and one.text and not one.is_lawful for one in told.near)
    assert told.considered > 5


def test_candidates_when_asked_twice_then_the_same(filled):
    need_id = filled.query(Need.id).filter(Need.status == "open").scalar()
    ask = {"language": "nb", "now": town.NOW, "top": 8, "near": 8}
    assert overview.candidates(filled, need_id, **ask) == overview.candidates(
        filled, need_id, **ask
    )


def test_extra_need_is_seen_as_open_without_absence(filled):
    order = need.NeedOrder(
        unit_id=unit_id(filled),
        starts_at=town.at(town.TODAY, "15:00"),
        ends_at=town.at(town.TODAY, "22:00"),
    )
    leader = actor_by_login(filled, "leder")
    made = need.extra(filled, order, actor=leader, now=town.NOW)  # noqa: S610 - not Django's
    hole = next(one for one in of_today(filled) if one.need_id == made)
    assert (hole.seen, hole.absence_id) == (Seen.OPEN, None)


def test_names_follow_the_language(filled):
    assert overview.competence_names(filled, "nn") == {"sykepleier": "sjukepleiar"}
    assert overview.municipality_name(filled) == "Fjordvik kommune"


def test_agreements_tell_whether_both_have_signed(filled):
    signed = {"employer_signed_by": "a", "employer_signed_at": town.NOW}
    row = Agreement(
        code="A",
        title="Lokal avtale",
        level=AgreementLevel.LOCAL_TV,
        limits={"daily_rest": 480},
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 12, 31),
        document_ref="1/26",
        **signed,
    )
    filled.add(row)
    filled.flush()
    filled.add(AgreementUnit(agreement_id=row.id, unit_id=unit_id(filled)))
    filled.flush()
    told = overview.agreement_lines(filled, now=town.NOW)
    assert [(one.code, one.units, one.is_signed) for one in told] == [
        ("A", ("Solvang sykehjem",), False)
    ]


def test_unit_of_shift_is_found_or_nothing(filled):
    one = next(one for one in of_today(filled) if one.shift_id)
    assert overview.unit_of_shift(filled, one.shift_id) == unit_id(filled)
    assert overview.unit_of_shift(filled, 0) is None
