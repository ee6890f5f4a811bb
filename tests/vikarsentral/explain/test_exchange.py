"""A duty given away: who could take it then, asked on a copy, and checked as a whole plan."""

from tests.builders import need, person, plan, problem
from vikarsentral.explain.case import Case
from vikarsentral.explain.exchange import Taker, takers
from vikarsentral.explain.flip import flip
from vikarsentral.rules.check import check

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def made(*people):
    one = problem(
        people=list(people), needs=[need("hole", *DAY, requires=["rn"]), need("n2", *DAY)]
    )
    return one, Case(one, one.needs["hole"], {"nurse": (one.needs["n2"].stretch,)})


def nurse():
    return person("nurse", competences=[{"id": "rn"}])


def test_who_could_take_it_makes_a_lawful_plan():
    one, case = made(nurse(), person("other"))
    way = flip(case, "nurse")
    assert [change.given_away for change in way.changes] == [{"n2"}]
    (told,) = takers(case, way)
    assert (told.need, told.count, told.best) == ("n2", 1, "other")
    assert check(one, plan({"hole": "nurse", "n2": told.best})).lawful


def test_where_nobody_could_the_hole_only_moves():
    _, case = made(nurse(), person("other", sectors=[]))
    assert takers(case, flip(case, "nurse")) == (Taker("n2", 0),)


def test_the_one_who_gives_it_away_is_not_asked():
    _, case = made(nurse())
    assert takers(case, flip(case, "nurse")) == (Taker("n2", 0),)


def test_a_way_that_gives_nothing_away_asks_nobody():
    one = problem(people=[person("a", sectors=[])], needs=[need("hole", *DAY)])
    case = Case(one, one.needs["hole"])
    assert takers(case, flip(case, "a")) == ()


def test_of_equals_the_one_who_came_first_is_told():
    _, case = made(nurse(), person("p10"), person("p9"))
    (told,) = takers(case, flip(case, "nurse"))
    assert (told.count, told.best) == (2, "p9")
