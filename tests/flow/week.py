"""One week of work: planned and published, corrected, and what the pay engine says of it."""

from datetime import date, datetime

from tests.vikarsentral.village import at
from vikarsentral import access, db, worked
from vikarsentral.commitments.priced import priced
from vikarsentral.commitments.week import week_of
from vikarsentral.plan.publish import publish
from vikarsentral.plan.running import run as solve
from vikarsentral.plan.store import RunOrder, request_run, run_view
from vikarsentral.tables import LabourLine, Person, Shift, ShiftKind

BEFORE, AFTER = at("2027-01-05T08:00"), at("2027-01-19T08:00")
PERIOD = ("--from", "11.01.2027", "--to", "17.01.2027")


def plan_and_publish():
    """Plan the week as the coordinator does, and publish it."""
    actor = access.system("koordinator")
    order = RunOrder(first_on=date(2027, 1, 11), seconds=1, workers=1)
    number = db.transaction(lambda session: request_run(session, order, actor=actor, now=BEFORE))
    solve(number, worker="test", should_stop=lambda: False)

    def out(session):
        ground = run_view(session, number).ground_version
        return publish(session, run_id=number, ground_version=ground, actor=actor, now=BEFORE)

    return db.transaction(out)


def correct(leader):
    """Kari stayed 25 minutes on one shift; Ola stayed 45 minutes on his own."""
    with db.begin() as session:
        cover = session.query(Shift).filter_by(kind=ShiftKind.COVER).order_by(Shift.id).first()
        own = session.query(Shift).filter_by(kind=ShiftKind.ROTA).order_by(Shift.id).first()
        for shift, end in ((cover, 25), (own, 45)):
            later = shift.ends_at.timestamp() + end * 60
            worked.correct(
                session,
                shift_id=shift.id,
                starts_at=shift.starts_at,
                ends_at=datetime.fromtimestamp(later, shift.ends_at.tzinfo),
                actor=leader,
                now=AFTER,
            )


def engine_ore():
    """What the engine says each employee is paid for the week, and what it costs to cover."""
    with db.begin() as session:
        shifts = session.query(Shift).all()
        numbers = {row.id: row.employee_no for row in session.query(Person)}
        paid = {}
        for one in priced(session, {week_of(shift) for shift in shifts}):
            number = numbers[one.shift.person_id]
            paid[number] = paid.get(number, 0) + one.pay.gross_ore
        return paid, sum(row.cost_ore for row in session.query(LabourLine))
