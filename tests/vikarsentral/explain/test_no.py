"""The smallest no: it stops everyone, no fact can be left out, and what follows is tried."""

from itertools import combinations

from tests.builders import need, person, problem, rota, span
from tests.random_problems import cases as many
from tests.vikarsentral.explain.drawn import cases
from vikarsentral.explain.case import Case, Who
from vikarsentral.explain.flip import applied
from vikarsentral.explain.no import smallest_cover, smallest_no
from vikarsentral.explain.screen import everyone

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")
AWAY = [span("2027-01-05 00:00", "2027-01-06 00:00")]


def no_of(people, **parts):
    made = problem(people=people, needs=[need("n1", *DAY, **parts)])
    case = Case(made, made.needs["n1"])
    return smallest_no(case, everyone(case))


def test_one_fact_that_stops_everyone_is_enough():
    no = no_of(
        [person("a"), person("b", unavailable=AWAY), person("c", sectors=[])], requires=["rn"]
    )
    (fact,) = no.facts
    assert (fact.rule, fact.people, fact.alone, no.considered) == ("competence", 3, 3, 3)
    # without the demand only a could come: the other two are stopped by more
    assert (fact.who, fact.opened) == (Who.LEADER, 1)


def test_each_fact_stops_somebody_no_other_does():
    no = no_of([person("a", unavailable=AWAY), person("b", sectors=[])])
    assert [(one.rule, one.people, one.alone, one.who, one.opened) for one in no.facts] == [
        ("place", 1, 1, Who.PERSON, 1),
        ("available", 1, 1, Who.PERSON, 1),
    ]


def test_what_only_the_law_says_nobody_may_change():
    busy = [rota(f"2027-01-{day:02} 00:30", f"2027-01-{day:02} 06:00") for day in range(4, 11)]
    made = problem(
        people=[person("a", rota=busy, accepts={"night": True, "overtime": True})],
        needs=[need("n1", "2027-01-05 06:00", "2027-01-06 00:20")],
    )
    case = Case(made, made.needs["n1"])
    no = smallest_no(case, everyone(case))
    assert {fact.who for fact in no.facts} == {Who.LAW}
    assert all(fact.opened == 0 for fact in no.facts)
    assert no.ways == ()


def test_where_somebody_may_there_is_no_no():
    assert no_of([person("a"), person("b", sectors=[])]) is None


def test_where_nobody_was_considered_there_is_nothing_to_tell():
    no = no_of([])
    assert (no.considered, no.facts, no.ways) == (0, (), ())


def test_the_cover_is_the_smallest_and_of_equals_the_one_that_stops_most():
    sets = [frozenset(one) for one in (["place"], ["place", "overlap"], ["overlap", "available"])]
    assert smallest_cover([*sets, sets[2], frozenset(["available"])]) == ("place", "available")
    assert smallest_cover([]) == ()


def test_each_no_is_whole_smallest_and_tried():
    tried = 0
    for case in cases(range(100, 100 + 14 * many(1))):
        asked = everyone(case)
        no = smallest_no(case, asked)
        if no is None:
            assert asked.lawful
            continue
        tried += 1
        rules = [set(one.rules) for one in asked]
        chosen = {fact.rule for fact in no.facts}
        assert all(chosen & one for one in rules)
        for fact in no.facts:
            assert any(not (chosen - {fact.rule}) & one for one in rules)
        every = {rule for one in rules for rule in one}
        for fewer in combinations(every, len(chosen) - 1):
            assert not all(set(fewer) & one for one in rules)
        for way in no.ways:
            assert applied(case, way.changes).asked(way.person).lawful
    assert tried > 20
