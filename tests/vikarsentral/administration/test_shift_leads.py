"""Those who lead a unit for an evening: named for a time, known to all acts, over by the clock."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import ROLE_ACTIONS, Action, RoleName
from vikarsentral.administration import Act, appoint, dismiss, shift_leads
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, NotAllowed, NotFound
from vikarsentral.tables import Message, ShiftLead

HOUR = timedelta(hours=1)
START, END = NOW + 9 * HOUR, NOW + 16 * HOUR
WHO = {"actor": access.system(), "now": NOW}


@pytest.fixture
def unit(village, session, admin):
    """Solvang with a leader, and three users without a role; one of them works there."""
    own = village.person()
    for login, number in (("leder", None), ("ny", own.employee_no), ("annen", None)):
        access.add_user(
            session, login=login, name=login.title(), password="fjell-og-fjord-2",
            employee_no=number, **WHO,
        )  # fmt: skip
    appoint(session, village.solvang.id, "leder", valid_from=None, valid_to=None, act=admin)
    return village.solvang.id


def act_of(session, login, now=NOW):
    return Act(access.actor_by_login(session, login, now), now)


def named(session, unit, login="ny", start=START, end=END, by="leder"):
    return shift_leads.name_shift_lead(
        session, unit, login, starts_at=start, ends_at=end, act=act_of(session, by)
    )


def may_at(session, unit, when, action=Action.BOOK):
    return access.may(access.actor_by_login(session, "ny", when), action, unit)


def test_the_rights_begin_and_end_by_the_clock_and_at_one_unit(unit, village, session):
    named(session, unit)
    instants = [START - timedelta(seconds=1), START, END - timedelta(seconds=1), END]
    assert [may_at(session, unit, when) for when in instants] == [False, True, True, False]
    assert not may_at(session, village.fjellheim.id, START)
    held = {action for action in Action if may_at(session, unit, START, action)}
    assert held == ROLE_ACTIONS[RoleName.SHIFT_LEAD]
    assert Action.APPROVE_AGENCY in held
    assert not held & {Action.MANAGE_UNIT, Action.SEE_PAY_VALUES, Action.CHANGE_ROTA}


def test_named_again_it_is_one_row_and_one_message(unit, session):
    assert named(session, unit) == named(session, unit)
    assert session.query(ShiftLead).count() == 1
    told = session.query(Message).filter_by(kind="shift_lead_named").one()
    assert "Du er ansvarsvakt 05.01. 15:10–22:10" in told.body
    later = named(session, unit, start=END, end=END + 8 * HOUR)
    shown = shift_leads.shift_leads_of(session, unit, START)
    assert [(one.login, one.is_now) for one in shown] == [("ny", True), ("ny", False)]
    assert shown[1].id == later


def test_ended_early_the_rights_are_gone_and_the_person_is_told_once(unit, session):
    lead = named(session, unit)
    at = START + HOUR
    for _ in range(2):
        assert shift_leads.end_shift_lead(session, lead, act=act_of(session, "leder", at)) == unit
    assert not may_at(session, unit, at)
    assert shift_leads.shift_leads_of(session, unit, at) == []
    assert session.query(Message).filter_by(kind="shift_lead_ended").count() == 1


def test_who_has_no_right_to_the_unit_names_and_ends_nobody(unit, village, session):
    lead = named(session, unit)
    with pytest.raises(NotAllowed):
        named(session, unit, by="annen")
    with pytest.raises(NotAllowed):
        named(session, village.fjellheim.id)
    with pytest.raises(NotFound):
        shift_leads.end_shift_lead(session, lead, act=act_of(session, "annen"))
    inside = act_of(session, "ny", START)
    with pytest.raises(NotAllowed):
        shift_leads.name_shift_lead(
            session, unit, "annen", starts_at=START, ends_at=END, act=inside
        )


def test_a_deputy_gives_away_no_more_days_than_their_own(unit, session, admin):
    day = NOW.date()
    appoint(session, unit, "annen", valid_from=day, valid_to=day, act=admin)
    assert named(session, unit, by="annen")
    with pytest.raises(BadInput):
        named(session, unit, start=START + 48 * HOUR, end=END + 48 * HOUR, by="annen")


@pytest.mark.parametrize(
    ("login", "start", "end", "where"),
    [
        ("ny", START, START, "ends_at"),
        ("ny", START, START - HOUR, "ends_at"),
        ("ny", START, START + timedelta(days=5, minutes=1), "ends_at"),
        ("ny", NOW - 9 * HOUR, NOW, "ends_at"),
        ("ny", NOW + timedelta(days=367), NOW + timedelta(days=367, hours=8), "starts_at"),
        ("ingen", START, END, "login"),
    ],
)
def test_times_and_people_that_cannot_be_used_are_refused(unit, session, login, start, end, where):
    with pytest.raises(BadInput) as refused:
        named(session, unit, login, start, end)
    assert [fault.where for fault in refused.value.faults] == [where]
    assert session.query(ShiftLead).count() == 0


def test_those_of_the_unit_come_first_in_the_list(unit, village, session, admin):
    near, others = shift_leads.candidates(session, unit, NOW)
    assert "leder" in [login for login, _ in others]
    assert {login for login, _ in near} | {login for login, _ in others} >= {
        "leder",
        "ny",
        "annen",
    }
    access.deactivate_user(session, login="annen", actor=admin.actor, now=NOW)
    near, others = shift_leads.candidates(session, unit, NOW)
    assert "annen" not in [login for login, _ in (*near, *others)]


def test_a_role_without_an_end_is_no_shift_lead(unit, session):
    with pytest.raises(BadInput, match="shift_lead"):
        access.grant_role(
            session, login="ny", role=RoleName.SHIFT_LEAD, unit_code="solvang", **WHO
        )
    assert unit


def test_nobody_names_themselves(unit, session):
    with pytest.raises(BadInput) as refused:
        named(session, unit, login="leder")
    assert [fault.where for fault in refused.value.faults] == ["self"]


def test_a_login_with_a_nul_is_nobodys(unit, session):
    with pytest.raises(BadInput) as refused:
        named(session, unit, login="ny\0")
    assert [fault.where for fault in refused.value.faults] == ["login"]


def test_a_deputy_gives_away_until_noon_after_the_last_day(unit, session, admin):
    day = NOW.date()
    appoint(session, unit, "annen", valid_from=day, valid_to=day, act=admin)
    noon = datetime.combine(day + timedelta(days=1), time(12), OSLO).astimezone(UTC)
    assert named(session, unit, end=noon, by="annen")
    with pytest.raises(BadInput) as refused:
        named(session, unit, end=noon + timedelta(minutes=1), by="annen")
    assert [fault.where for fault in refused.value.faults] == ["ends_at"]


def test_a_deputy_who_goes_takes_all_they_named_along(unit, session, admin, events):
    day = NOW.date()
    appoint(session, unit, "annen", valid_from=day, valid_to=day, act=admin)
    named(session, unit, by="annen")
    named(session, unit, login="annen", start=START + HOUR)
    stays = named(session, unit, start=END, end=END + 8 * HOUR)
    dismiss(session, unit, "annen", act=act_of(session, "leder"))
    left = shift_leads.shift_leads_of(session, unit, NOW)
    assert [(one.id, one.login) for one in left] == [(stays, "ny")]
    assert [one["login"] for one in events("shift_lead.ended")] == ["ny", "annen"]
    assert session.query(Message).filter_by(kind="shift_lead_ended").count() == 1


def test_a_leader_who_goes_loses_the_own_evenings_and_no_more(unit, session, admin):
    stays = named(session, unit)
    shift_leads.name_shift_lead(session, unit, "leder", starts_at=START, ends_at=END, act=admin)
    dismiss(session, unit, "leder", act=admin)
    left = shift_leads.shift_leads_of(session, unit, NOW)
    assert [one.id for one in left] == [stays]
    assert not access.may(access.actor_by_login(session, "leder", START), Action.BOOK, unit)
