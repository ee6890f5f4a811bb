"""What is unsigned, ended, over or still to come opens nothing: problem, checker, booking."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral import agreements, commitments, shift
from vikarsentral.agreements import AgreementKind, Side, hire_covering
from vikarsentral.agreements.scope import meets
from vikarsentral.commitments import need_ref, person_ref, window_of
from vikarsentral.errors import Unlawful
from vikarsentral.plan.problem import build, facts
from vikarsentral.plan.solving import solve_problem
from vikarsentral.rules.check import check

EVENING, MORNING = "2027-01-11T13:30", "2027-01-12T07:30"
DAY = date(2027, 1, 12)
# Without the rest between them the two shifts are one work period, far too long.
BROKEN = ["daily_rest", "day_minutes", "overtime"]


def unsigned(parties):
    parties.draft()


def half_signed(parties):
    parties.sign(parties.draft(), Side.EMPLOYER)


def signed_by_staff_only(parties):
    parties.sign(parties.draft(), Side.COUNTERPART)


def to_come(parties):
    parties.signed(valid_from=date(2027, 1, 13))


def over(parties):
    parties.signed(valid_to=date(2027, 1, 10))


def ended(parties):
    parties.end(parties.signed(), date(2027, 1, 10))


def elsewhere(parties):
    parties.signed(units=frozenset({parties.village.fjellheim.id}))


def of_another(parties):
    parties.signed(people=frozenset({parties.village.person().id}))


def on_hire(parties):
    parties.signed(kind=AgreementKind.HIRE, limits={})


CLOSED = [
    *(unsigned, half_signed, signed_by_staff_only, to_come),
    *(over, ended, elsewhere, of_another, on_hire),
]


@pytest.fixture
def short_rest(village):
    """Someone who works to 21:30, and a need from 07:30 the day after: ten hours of rest."""
    person = village.person()
    for day in ("2027-01-11", "2027-01-12"):
        village.duty(person, f"{day}T06:00", hours=17)
    village.shift(person, EVENING, hours=8)
    return person, village.need(MORNING)


def verdicts(village, person, row):
    """Return what checker, solver and booking say: lawful or the rules broken."""
    document = build(village.session, window_of(date(2027, 1, 11), 1), now=NOW)
    problem = facts(document)
    given = {"need": need_ref(row.id), "person": person_ref(person.id)}
    told = {"format": "vikarsentral/plan/1", "assignments": [given], "agency": [], "open": []}
    found = check(problem, told)
    solved = solve_problem(problem, seconds=5, seed=1, workers=1)
    checked = sorted({breach.rule for breach in found.breaches})
    assigned = [one["need"] for one in solved["assignments"]]
    try:
        with village.session.begin_nested():
            shift.book(
                village.session,
                need_id=row.id,
                person_id=person.id,
                actor=village.leader,
                now=NOW,
            )
            booked = []
            raise RuntimeError  # taken back
    except Unlawful as refused:
        booked = sorted(refused.receipts[0]["numbers"]["rules"])
    except RuntimeError:
        pass
    return checked, assigned == [given["need"]], booked


@pytest.mark.parametrize("closed", CLOSED, ids=lambda case: case.__name__)
def test_aml_10_8_3_closed_agreement_opens_neither_plan_nor_check_nor_booking(
    parties, short_rest, closed
):
    closed(parties)
    assert verdicts(parties.village, *short_rest) == (BROKEN, False, BROKEN)


def test_aml_10_8_3_signed_agreement_in_force_opens_all_three(parties, short_rest):
    parties.signed()
    assert verdicts(parties.village, *short_rest) == ([], True, [])


def test_aml_10_8_3_last_day_still_holds_and_the_day_after_does_not(parties, short_rest):
    row = parties.signed()
    parties.end(row, DAY)
    assert verdicts(parties.village, *short_rest)[0] == []
    row.ended_on = DAY - timedelta(days=1)
    parties.session.flush()
    assert verdicts(parties.village, *short_rest)[0] == BROKEN


def test_agreement_ended_before_it_began_never_held(parties):
    row = parties.signed(valid_from=date(2027, 3, 1))
    parties.end(row, date(2027, 2, 1))
    assert commitments.agreements(parties.session, date(2027, 1, 1), date(2027, 12, 31)) == []


def test_ended_agreement_is_written_with_its_real_end(parties):
    row = parties.signed()
    parties.end(row, date(2027, 2, 1))
    (told,) = commitments.agreements(parties.session, date(2027, 1, 1), date(2027, 12, 31))
    assert (told["id"], told["valid_to"]) == (row.code, "2027-02-01")


def test_aml_14_12_hire_is_covered_by_unit_and_date(parties):
    solvang, fjellheim = parties.village.solvang.id, parties.village.fjellheim.id
    row = parties.signed(kind=AgreementKind.HIRE, limits={}, units=frozenset({solvang}))
    assert hire_covering(parties.session, solvang, DAY) is row
    assert hire_covering(parties.session, fjellheim, DAY) is None
    assert hire_covering(parties.session, solvang, date(2028, 1, 1)) is None
    parties.draft(kind=AgreementKind.HIRE, limits={}, units=frozenset({fjellheim}))
    assert hire_covering(parties.session, fjellheim, DAY) is None


def test_empty_scope_meets_everyone():
    assert meets([], [1])
    assert meets([1, 2], [2])
    assert not meets([1], [2])


def test_today_is_oslos(parties):
    late = at("2027-01-05T23:30") + timedelta(hours=1)
    row = parties.signed(valid_to=date(2027, 1, 5))
    assert agreements.last_day(row) == date(2027, 1, 5)
    assert agreements.scope.today(late) == date(2027, 1, 6)
