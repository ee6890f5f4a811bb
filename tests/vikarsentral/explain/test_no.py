"""The smallest no: it stops everyone, no fact can be left out, and what follows is tried."""

from dataclasses import replace
from itertools import combinations

from tests.builders import need, person, problem, rota, span
from tests.random_problems import cases as many
from tests.vikarsentral.explain.drawn import cases
from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.flip import applied
from vikarsentral.explain.no import WORKING, smallest_cover, smallest_no
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


def free(one):
    """Return a person who works nothing else and has said yes to everything."""
    yes = replace(one.accepts, overtime=True, merarbeid_minutes_week=10_000)
    return replace(one, rota=(), overtime_minutes_52w=0, accepts=yes)


EASED = {
    "place": lambda one, unit: replace(one, sectors=one.sectors | {unit.sector}, units=None),
    "available": lambda one, _: replace(
        one, unavailable=(), accepts=replace(one.accepts, night=True)
    ),
    "working": lambda one, _: free(one),
}


def kind_of(rule):
    return "working" if rule in WORKING else rule


def without(case, kinds):
    """Return a copy of a case in which some kinds of facts stop nobody."""
    made, wanted = case.problem, case.need
    unit = made.units[wanted.unit]
    people = dict(made.people)
    for kind in kinds & EASED.keys():
        people = {name: EASED[kind](one, unit) for name, one in people.items()}
    if "competence" in kinds:
        wanted = replace(wanted, requires=())
    copy = Case(
        replace(made, people=people, needs={**made.needs, wanted.id: wanted}, memory={}),
        wanted,
        {} if "working" in kinds else case.held,
    )
    if "pinned" in kinds:
        return Change("unpinned", Who.LEADER, {}, unpinned=True).apply(copy)
    return copy


def lawful(case):
    return {who for who in case.problem.people if case.asked(who).lawful}


def test_the_facts_alone_stop_everyone_and_without_any_one_of_them_somebody_is_free():
    """Each claim is tried: the facts not named are lifted, then one of the named too."""
    every = {*EASED, "competence", "pinned"}
    held, needed = 0, 0
    for case in cases(range(200, 200 + 20 * many(1))):
        asked = everyone(case)
        no = smallest_no(case, asked, ways=0)
        if no is None or not no.facts or len(lawful(without(case, every))) < len(asked):
            continue
        rules = {one.id: set(one.rules) for one in asked}
        chosen = {fact.rule for fact in no.facts}
        kinds = {kind_of(rule) for rule in chosen}
        assert lawful(without(case, every - kinds)) == set()
        held += 1
        for fact in no.facts:
            kept = kinds - {kind_of(fact.rule)}
            alone = {
                who
                for who, some in rules.items()
                if some & chosen == {fact.rule} and kept.isdisjoint(map(kind_of, some))
            }
            if alone:
                assert alone <= lawful(without(case, every - kept))
                needed += 1
    assert held > 10
    assert needed > 10
