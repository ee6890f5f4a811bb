"""An exchange is looked for once while the roster stands still, and never known too long."""

from contextlib import suppress
from random import Random

import pytest

from tests.random_problems import cases as many
from tests.vikarsentral.explain.changes import OF_EVERYONE, OF_PEOPLE, Town
from tests.vikarsentral.swap.test_live import hole
from tests.vikarsentral.village import NOW, Village
from vikarsentral import db, swap
from vikarsentral.errors import Conflict
from vikarsentral.explain import memory
from vikarsentral.swap import live


@pytest.fixture
def town(database):
    """Ids of a need that two could exchange for, and of those people and what one has."""
    del database
    memory.forget()

    def made(session):
        nurse, helper, hard, easy = hole(Village(session))
        return {"nurse": nurse.id, "helper": helper.id, "hard": hard.id, "easy": easy.id}

    yield db.transaction(made)
    memory.forget()


@pytest.fixture
def looks(monkeypatch):
    """A list that grows each time an exchange is really looked for."""
    done = []
    real = live.exchanged

    def exchanged(*asked):
        done.append(1)
        return real(*asked)

    monkeypatch.setattr(live, "exchanged", exchanged)
    return done


def ask(town, **changes):
    found = db.transaction(
        lambda session: swap.proposed(session, town["hard"], now=NOW, **changes)
    )
    return None if found is None else (found.way, found.given, found.problem.needs)


def test_it_is_looked_for_once_while_nothing_changes(town, looks):
    first = ask(town)
    assert first is not None
    assert ask(town) == first
    assert len(looks) == 1


def test_another_need_or_other_people_left_in_peace_is_another_question(town, looks):
    assert ask(town) is not None
    assert ask(town, out=[town["helper"]]) is None
    assert ask(town, out=[town["helper"]]) is None
    db.transaction(
        lambda session: setattr(session.get_one(live.Need, town["hard"]), "priority", 2)
    )
    assert ask(town) is not None
    assert len(looks) == 3


def test_what_is_kept_holds_no_translation_of_everyone(town):
    found = db.transaction(lambda session: swap.proposed(session, town["hard"], now=NOW))
    assert found is not None
    assert "translation" not in found.problem.memory


def test_few_are_known_at_a_time(town, looks, monkeypatch):
    monkeypatch.setattr(live, "KEPT", 1)
    ask(town)
    ask(town, out=[town["helper"]])
    ask(town)
    assert len(looks) == 3


@pytest.mark.parametrize("seed", range(2 * many(1)))
def test_after_any_change_it_is_the_one_found_anew(database, seed):
    random, acts, found = Random(seed), [*OF_PEOPLE, *OF_EVERYONE], []
    random.shuffle(acts)

    def begun(session):
        village = Village(session)
        return [hole(village)[2].id for _ in range(4)]

    def ask_all():
        return [ask({"hard": row}) for row in holes]

    memory.forget()
    holes = db.transaction(begun)
    for number, act in enumerate(acts[:10], start=100):
        found += ask_all()
        with suppress(Conflict):  # nobody works twice at a time, whatever was drawn
            db.transaction(lambda session, one=act, at=number: one(Town(session, random, at)))
        kept = ask_all()
        memory.forget()
        assert ask_all() == kept
    assert sum(one is not None for one in found) >= 8
    memory.forget()
