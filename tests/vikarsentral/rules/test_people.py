"""People who are made when asked for are the people a plain mapping holds, copies too."""

from tests.random_problems import problem, problem_bytes
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.people import People, Source, changed, in_order, with_changed

PLAIN = read_problem(problem_bytes(problem(3, "few"))).people
IDS = list(PLAIN)


def lazy():
    source = Source({one: at for at, one in enumerate(IDS)}, lambda at: PLAIN[IDS[at]])
    return People(source)


def test_they_are_those_of_a_mapping_in_its_order():
    people = lazy()
    assert list(people) == IDS
    assert len(people) == len(IDS)
    assert people == PLAIN
    assert people[IDS[0]] is people[IDS[0]]


def test_nobody_is_made_who_is_not_asked_for():
    people = lazy()
    assert IDS[1] in people
    assert "nobody" not in people
    assert people.get("nobody") is None
    assert people.source.made == 0
    assert people[IDS[1]].id == IDS[1]
    assert people.source.made == 1


def test_copies_with_others_are_as_copies_of_a_mapping():
    other, new = PLAIN[IDS[0]], PLAIN[IDS[1]]
    for some, gone in (
        ({IDS[2]: other}, ()),
        ({"new": new}, ()),
        ({}, IDS[:2]),
        ({IDS[0]: new, "new": other}, [IDS[0], IDS[2], "nobody"]),
    ):
        people = lazy()
        found, plain = with_changed(people, some, gone), with_changed(PLAIN, some, gone)
        assert list(found.items()) == list(plain.items())
        assert list(people.items()) == list(PLAIN.items())
        again = with_changed(found, {"last": other}, list(some))
        assert list(again.items()) == list(
            with_changed(plain, {"last": other}, list(some)).items()
        )


def test_what_differs_is_found_without_making_anybody_else():
    people, other = lazy(), PLAIN[IDS[0]]
    found = with_changed(people, {IDS[2]: other, "new": other}, [IDS[1]])
    assert changed(people, found) == {IDS[2]: other, "new": other}
    assert people.source.made <= 1
    assert list(changed(found, people)) == [IDS[1], IDS[2]]
    assert changed(found, found) == {}
    assert changed(PLAIN, with_changed(PLAIN, {IDS[2]: other})) == {IDS[2]: other}


def test_another_order_is_another_order_alone():
    people = lazy()
    turned = in_order(people, lambda one: -IDS.index(one))
    assert list(turned) == IDS[::-1]
    assert turned == PLAIN
    assert list(in_order(PLAIN, lambda one: -IDS.index(one))) == IDS[::-1]
    assert people.source.made == len(IDS)
