"""What is kept about a decision can never be changed, taken out or made impossible."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import Decision, DecisionAct, DecisionPart, DecisionPerson

DAY = "2027-01-11T07:30"


def kept(village, **changes):
    values = {
        "need_id": village.need(DAY).id,
        "act": DecisionAct.BOOKING,
        "reference_id": 1,
        "decided_by": "x",
        "decided_at": NOW,
        "rules_version": "0",
        "considered": 1,
        "lawful": 1,
        "stopped": {},
        "facts": {},
    }
    made = village.add(Decision(**{**values, **changes}))
    row = DecisionPerson(
        decision_id=made.id,
        person_id=village.person().id,
        part=DecisionPart.CHOSEN,
        rank=1,
        marginal_ore=0,
        rules=[],
        receipt={},
    )
    village.add(row)
    return made


def test_more_lawful_than_considered_is_refused(village):
    with pytest.raises(IntegrityError, match="ck_decision_counts"):
        kept(village, lawful=2)


@pytest.mark.parametrize(
    "statement",
    [
        "update decision set lawful = 0",
        "delete from decision_person",
        "truncate decision cascade",
        "update decision_person set rank = 2",
    ],
)
def test_what_is_kept_stays(village, statement):
    kept(village)
    with pytest.raises(ProgrammingError, match="append-only"):
        village.session.execute(text(statement))
