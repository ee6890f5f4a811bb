"""Many people inside an area are kept once in the record, and no line of it loses its proof."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.vikarsentral.preference.history import AFTER, open_record
from vikarsentral import preference
from vikarsentral.preference import Breach, Origin
from vikarsentral.preference.states import (
    AGAIN,
    KEPT,
    MOST_IN_LINE,
    States,
    digest,
    referred,
)
from vikarsentral.tables import Event, Post

INSIDE = [[row_id, 5_000] for row_id in range(1, MOST_IN_LINE + 2)]


def events(history, kind):
    query = select(Event).where(Event.kind == kind).order_by(Event.id)
    return list(history.session.scalars(query))


def found(history):
    return [
        (one.breach, one.origin, one.people) for one in preference.walk(history.session).violations
    ]


def kept(history, inside, now=AFTER):
    told = referred(history.session, {"scope": "sector", "inside": inside}, actor="x", now=now)
    history.session.flush()
    return told


def test_few_people_stand_in_the_line_itself(history):
    told = kept(history, INSIDE[:-1])
    assert told == {"scope": "sector", "inside": INSIDE[:-1]}
    assert events(history, KEPT) == []


def test_the_same_people_are_kept_once_and_again_after_a_month(history):
    first, again = kept(history, INSIDE), kept(history, INSIDE, AFTER + AGAIN - timedelta(1))
    assert first == again == {"scope": "sector", "inside_is": digest(INSIDE)}
    assert len(events(history, KEPT)) == 1
    kept(history, INSIDE, AFTER + AGAIN)
    assert len(events(history, KEPT)) == 2
    kept(history, [*INSIDE[:-1], [INSIDE[-1][0], 6_000]])
    assert len(events(history, KEPT)) == 3
    assert States(history.session).whole(first) == {**first, "inside": INSIDE}


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_line_whose_people_are_changed_or_gone_shows_nothing(history, harm):
    told = kept(history, INSIDE)
    (event,) = events(history, KEPT)
    with open_record(history.session):
        if harm == "gone":
            history.session.delete(event)
        else:
            event.data = {**event.data, "inside": INSIDE[1:]}
    assert States(history.session).whole(told) is None
    assert States(history.session).whole({"inside": []}) == {"inside": []}


def test_a_large_area_makes_short_lines_that_prove_as_much(history):
    people = [history.part_timer() for _ in range(MOST_IN_LINE + 1)]
    need = history.need()
    history.ask(need, *people)
    for _ in range(2):
        other = history.need()
        history.ask(other, *people, at=AFTER)
        history.book(other, history.hourly(), now=AFTER + timedelta(hours=1))
    history.session.flush()
    lines = [one.data for one in events(history, "preference.checked")]
    assert [line.get("inside") for line in lines] == [None, None]
    assert [line["considered"] for line in lines] == [len(people)] * 2
    (state,) = events(history, KEPT)
    assert [who for who, _ in state.data["inside"]] == [one.id for one in people]
    assert found(history) == []
    everyone = Post.person_id.in_([one.id for one in people])
    history.session.execute(update(Post).where(everyone).values(stillingsprosent=10_000))
    assert found(history) == []
    line = events(history, "preference.checked")[0]
    with open_record(history.session):
        line.data = {**line.data, "had_turn": line.data["had_turn"][1:]}
    assert found(history) == [(Breach.UNTOLD, Origin.HOURLY, 1)]
    with open_record(history.session):
        history.session.delete(state)
    assert found(history) == [(Breach.NOT_SHOWN, Origin.HOURLY, 0)] * 2
