"""Everyone's competences and places at once: the same as the rules on one person at a time."""

from tests.builders import need, person, problem, span
from vikarsentral.explain.screen_fit import Fitness, spans
from vikarsentral.rules.person import static_refusals

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def fit(made):
    return Fitness(made.people.values())


def test_a_competence_counts_on_each_day_of_the_need():
    made = problem(
        people=[
            person("ever", competences=[{"id": "rn"}]),
            person("until", competences=[{"id": "rn", "valid_to": "2027-01-05"}]),
            person("ended", competences=[{"id": "rn", "valid_to": "2027-01-04"}]),
            person("later", competences=[{"id": "rn", "valid_from": "2027-01-06"}]),
            person("none", competences=[]),
        ],
        needs=[need("day", *DAY, requires=["rn"]), need("any", *DAY)],
    )
    assert fit(made).lacking(made.needs["day"]).tolist() == [0, 0, 1, 1, 1]
    assert fit(made).lacking(made.needs["any"]).tolist() == [0, 0, 0, 0, 0]


def test_a_night_asks_for_the_competence_on_both_its_days():
    made = problem(
        people=[person("a", competences=[{"id": "rn", "valid_to": "2027-01-05"}])],
        needs=[need("n", "2027-01-05 22:00", "2027-01-06 06:00", requires=["rn"])],
    )
    assert fit(made).lacking(made.needs["n"]).tolist() == [1]


def test_every_competence_is_asked_for():
    made = problem(
        people=[person("a", competences=[{"id": "rn"}])],
        needs=[need("n", *DAY, requires=["rn", "unheard"])],
    )
    assert fit(made).lacking(made.needs["n"]).tolist() == [1]


def test_place_follows_sector_and_the_only_units():
    made = problem(
        people=[
            person("free"),
            person("here", units=["u1"]),
            person("there", units=[]),
            person("other", sectors=[]),
            person("both", sectors=[], units=["u1"]),
        ],
        needs=[need("n", *DAY)],
    )
    wanted = made.needs["n"]
    sector = made.units[wanted.unit].sector
    found = fit(made).out_of_place(wanted.unit, sector).tolist()
    assert found == [0, 0, 1, 1, 1]
    by_rules = [
        any(one.rule == "place" for one in static_refusals(made, each, wanted))
        for each in made.people.values()
    ]
    assert [bool(one) for one in found] == by_rules


def test_who_knows_a_unit_is_not_new_there():
    made = problem(
        people=[person("a", known_units=["u1"]), person("b", known_units=[])],
        needs=[need("n", *DAY)],
    )
    assert fit(made).new_at("u1").tolist() == [0, 1]
    assert fit(made).new_at("elsewhere").tolist() == [1, 1]


def test_nobody_gives_empty_answers():
    made = problem(people=[], needs=[need("n", *DAY)])
    assert fit(made).count == 0
    assert fit(made).lacking(made.needs["n"]).tolist() == []
    assert fit(made).out_of_place("u1", "health").tolist() == []


def test_times_away_and_wishes_name_the_person_by_place():
    later = person("b", wishes=[span(*DAY, ore=7)], unavailable=[span(*DAY)])
    away, wishes = spans(problem(people=[person("a"), later], needs=[]).people.values())
    assert away[:, 0].tolist() == [1]
    assert wishes[:, [0, 3]].tolist() == [[1, 7]]
    empty = spans([])
    assert (empty[0].shape, empty[1].shape) == ((0, 3), (0, 4))
