"""Acts of the random walk that move what is given: exchanges, and plans made and published."""

from sqlalchemy import select

from tests.vikarsentral.offer.town import START
from vikarsentral import swap
from vikarsentral.access import Actor, RoleName
from vikarsentral.clock import OSLO
from vikarsentral.commitments import need_id, person_id
from vikarsentral.plan.publish import publish
from vikarsentral.plan.store import RunOrder, request_run
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.swap import Step
from vikarsentral.tables import OCCUPYING, PlanRun, PlanState, Shift, ShiftStatus

COORDINATOR = Actor(
    None, "koordinator", "Koordinator", None, "nb", frozenset({(RoleName.COORDINATOR, None)})
)


def held_by(walk):
    """Return who has each need that somebody has."""
    query = select(Shift.need_id, Shift.person_id).where(
        Shift.need_id.is_not(None), Shift.status.in_(OCCUPYING)
    )
    return dict(walk.session.execute(query.order_by(Shift.need_id)).all())


def swaps(walk):
    """Give a need to one who gives something up, and that to somebody else: both or neither."""
    before = held_by(walk)
    free = [one.id for one in walk.needs if one.id not in before]
    if not before or not free:
        return
    hard, easy = walk.draw.choice(free), walk.draw.choice(list(before))
    helper = walk.draw.choice(walk.people).id
    wanted = {hard: before[easy], easy: helper}
    swap.book(
        walk.session,
        steps=[Step(need, person) for need, person in wanted.items()],
        actor=COORDINATOR,
        now=walk.now,
        agreed=list(wanted.values()) if walk.draw.random() < 0.8 else [],
    )
    assert held_by(walk) == before | wanted, "half an exchange was made"


def plans(walk):
    """Order a plan, and let it be done: some lawful choice for the needs as they are."""
    monday = START.astimezone(OSLO).date()
    order = RunOrder(first_on=monday, weeks=1)
    run_id = request_run(walk.session, order, actor=COORDINATOR, now=walk.now)
    row = walk.session.get_one(PlanRun, run_id)
    row.plan, row.state = drawn_plan(walk, row.problem), PlanState.DONE
    walk.session.flush()


def drawn_plan(walk, document):
    """Draw a lawful plan: most keep what they had, the rest is tried at random."""
    problem = read_problem(document)
    had = {one.need: one.person for one in problem.published}
    plan = {"assignments": [], "agency": [], "open": [], "refused_pins": []}
    for ref, need in problem.needs.items():
        who = had.get(ref) if walk.draw.random() < 0.7 else None
        for one in filter(
            None, (who, *walk.draw.sample(sorted(problem.people, key=person_id), 2))
        ):
            one_more = [*plan["assignments"], {"need": ref, "person": one}]
            if not check(problem, plan | {"assignments": one_more}).breaches:
                plan["assignments"] = one_more
                break
        else:
            plan["open" if need.agency_ore_per_hour is None else "agency"].append(ref)
    return plan


def publishes(walk):
    """Publish a plan, mostly a fresh one: everyone then has what it says, no more and no less."""
    newest = select(PlanRun.id).order_by(PlanRun.id.desc()).limit(2)
    runs = walk.session.scalars(newest).all()
    if not runs or walk.draw.random() < 0.6:
        plans(walk)
        runs = walk.session.scalars(newest).all()[:1]
    run_id = walk.draw.choice(runs)
    before = held_by(walk)
    confirmed = set(confirmed_of(walk))
    publish(walk.session, run_id=run_id, ground_version=None, actor=COORDINATOR, now=walk.now)
    plan = walk.session.get_one(PlanRun, run_id).plan
    given = {need_id(one["need"]): person_id(one["person"]) for one in plan["assignments"]}
    gone = {need_id(ref) for ref in plan["open"] + plan["agency"]}
    kept = {need: who for need, who in before.items() if need not in gone}
    assert held_by(walk) == kept | given, "what was published is not what people have"
    assert confirmed <= set(confirmed_of(walk)), "a plan took away what was agreed"


def confirmed_of(walk):
    """Return the shifts that somebody has said yes to."""
    query = select(Shift.id).where(
        Shift.need_id.is_not(None), Shift.status == ShiftStatus.CONFIRMED
    )
    return walk.session.scalars(query).all()


MOVING = (swaps, swaps, publishes, publishes, plans)
