"""Who still comes first, as a page asks it in one statement, is who the domain holds it to be."""

from datetime import date

import pytest
from sqlalchemy import event

from tests.vikarsentral.preference.history import AFTER, NOW
from vikarsentral import preference
from vikarsentral.preference import PreferenceScope
from vikarsentral.tables import PreferenceArea

ON = date(2027, 1, 11)


def ahead(history, need, people, at=AFTER):
    found = (need.id, need.unit_id, ON)
    return preference.still_ahead(history.session, found, [one.id for one in people], at=at)


@pytest.mark.parametrize("scope", list(PreferenceScope))
def test_it_is_those_whom_the_domain_would_hold_passed_over(history, scope):
    people = [
        *(history.part_timer(unit) for unit in (None, history.village.fjellheim)),
        history.part_timer(accepts_merarbeid_minutes_week=0),
    ]
    no, silent = history.part_timer(), history.part_timer()
    people += [no, silent]
    need = history.need()
    history.village.add(
        PreferenceArea(
            scope=scope,
            valid_from=ON,
            discussed_on=NOW.date(),
            document_ref="x",
            decided_by="x",
            decided_at=NOW,
        )
    )
    wave = history.ask(need, no, silent)
    history.decline(wave, no)
    for at in (NOW, AFTER):
        turn = preference.turn(history.session, need.id, now=at)
        inside = {who for who, _ in turn.inside}
        found = ahead(history, need, people, at)
        assert found & set(turn.lawful) == set(turn.passed_over)
        assert found <= inside


def test_it_is_one_statement_and_nobody_asked_about_is_nobody(history):
    person, need = history.part_timer(), history.need()
    history.session.flush()
    done, bind = [], history.session.get_bind()

    def note(_, __, statement, *___):
        done.append(statement)

    event.listen(bind, "before_cursor_execute", note)
    assert ahead(history, need, [person]) == {person.id}
    event.remove(bind, "before_cursor_execute", note)
    assert len(done) == 1
    assert ahead(history, need, []) == set()
