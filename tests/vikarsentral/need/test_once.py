import threading
from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access, db, need
from vikarsentral.errors import BadInput, Conflict

WHO = access.system("kari")


def ask(session, done, key="k", request=None, actor=WHO):
    def do():
        done.append(1)
        return {"number": len(done)}

    return need.once(
        session,
        key=key,
        action="x",
        request=request or {"a": 1},
        do=do,
        actor=actor,
        now=NOW + timedelta(0),
    )


def test_same_key_gives_the_same_answer_and_does_it_once(session):
    done = []
    assert ask(session, done) == ask(session, done) == {"number": 1}
    assert done == [1]


def test_same_key_for_another_question_is_refused(session):
    ask(session, [])
    with pytest.raises(Conflict, match="key_reused"):
        ask(session, [], request={"a": 2})


def test_keys_are_each_actors_own(session):
    ask(session, [])
    assert ask(session, [1], actor=access.system("ola")) == {"number": 2}


@pytest.mark.parametrize("key", ["", "x" * 121])
def test_empty_or_long_key_is_refused(session, key):
    with pytest.raises(BadInput, match="Idempotency-Key"):
        ask(session, [], key=key)


def test_two_at_the_same_time_do_it_once(database):
    assert database
    done, answers = [], []

    def work():
        answers.append(db.transaction(lambda session: ask(session, done)))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1]
    assert answers == [{"number": 1}] * 6
