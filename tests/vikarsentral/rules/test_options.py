"""Who could take a need: ranking, receipts, near misses and the reason for a hole."""

import pytest

from tests.builders import need, person, plan, problem, rota, span, stretches
from vikarsentral.rules.check import check
from vikarsentral.rules.options import hole_reason, option_receipt, options, options_in

TIMES = ("2027-01-05 08:00", "2027-01-05 12:00")
LATER = ("2027-01-05 11:00", "2027-01-05 14:00")


def made(**parts):
    return problem(
        people=[
            person("d", known_units=[]),
            person("c"),
            person("b", unavailable=[span("2027-01-05 00:00", "2027-01-06 00:00")]),
            person("a", sectors=[]),
        ],
        needs=[need("n1", *TIMES), need("n2", *LATER, pinned="c")],
        **parts,
    )


def test_lawful_first_then_marginal_objective_then_id():
    found = options(made(), made().needs["n1"])
    # c holds a pin that overlaps, d is a new face and dearer than nobody, a and b may not
    assert [(one.person.id, one.lawful, one.rules) for one in found] == [
        ("d", True, ()),
        ("a", False, ("place",)),
        ("b", False, ("available",)),
        ("c", False, ("overlap",)),
    ]


def test_equal_prices_are_ranked_by_id():
    two = problem(people=[person("z"), person("y")], needs=[need("n1", *TIMES)])
    assert [one.person.id for one in options(two, two.needs["n1"])] == ["y", "z"]


def test_the_marginal_objective_is_what_the_plan_grows_by():
    one = problem(
        people=[person("a", wishes=[span(*TIMES, ore=77)]), person("b", known_units=[])],
        needs=[need("n1", *TIMES), need("n2", *LATER)],
        published=[{"need": "n1", "person": "b"}],
    )
    without = check(one, plan({"n2": "open"})).objective
    for option in options(one, one.needs["n1"]):
        with_it = check(one, plan({"n1": option.person.id, "n2": "open"})).objective
        assert option.marginal == with_it - without
        assert sum(option.terms.values()) == option.marginal


def test_a_need_held_by_a_pin_is_not_for_anyone_else():
    one = made()
    found = {option.person.id: option for option in options(one, one.needs["n2"])}
    assert found["c"].lawful
    assert found["d"].rules == ("pinned",)
    receipt = option_receipt(found["d"], one.needs["n2"])
    assert receipt.text["nb"].startswith("Vakten er låst til en annen person")


def test_receipts_tell_the_price_and_the_week_or_what_stops():
    one = made()
    found = options(one, one.needs["n1"])
    possible = option_receipt(found[0], one.needs["n1"], "then").document()
    assert (possible["verdict"], possible["rule"], possible["data_at"]) == (
        "possible",
        None,
        "then",
    )
    assert possible["numbers"]["marginal_ore"] == 15000 - 240 * 300
    assert possible["numbers"]["terms"] == {"unused": -72000, "unknown_unit": 15000}
    assert possible["numbers"]["paid_after"] == 240
    refused = option_receipt(found[1], one.needs["n1"]).document()
    assert (refused["verdict"], refused["rule"]) == ("not_allowed", "place")
    assert refused["numbers"]["rules"] == ["place"]


YES = {"merarbeid_minutes_week": 600, "overtime": True, "night": True}


@pytest.mark.parametrize(
    ("sunday", "above"),
    [
        (("2027-01-10 15:00", "2027-01-10 23:00"), 120),
        (("2027-01-10 08:00", "2027-01-10 12:00"), 0),
    ],
)
def test_above_day_is_of_the_week_whose_overtime_changes(sunday, above):
    """On Monday morning, a duty that joins Sunday evening's work counts in the week of Sunday."""
    one = problem(
        people=[person("a", rota=[rota(*sunday)], accepts=YES)],
        needs=[need("n1", "2027-01-11 00:00", "2027-01-11 03:00")],
        end="2027-01-18",
    )
    (option,) = options(one, one.needs["n1"])
    assert option.lawful
    assert option.above_day == above
    numbers = option_receipt(option, one.needs["n1"]).numbers
    assert numbers["above_day"] == above
    assert dict(numbers["steps"]).get("overtime", {}).get("minutes", 0) == above


def test_options_in_a_plan_count_what_people_already_hold():
    one = made()
    held = {"d": stretches(one, "n2")}
    found = {option.person.id: option for option in options_in(one, one.needs["n1"], held)}
    assert found["d"].rules == ("overlap",)
    assert found["c"].lawful


def test_what_stops_a_person_who_is_unlawful_already_is_only_what_the_need_adds():
    one = problem(
        people=[person("a", rota=[rota(*LATER)])],
        needs=[need("n1", "2027-01-07 08:00", "2027-01-07 12:00"), need("n2", *LATER)],
    )
    (option,) = options_in(one, one.needs["n1"], {"a": stretches(one, "n2")})
    assert option.lawful


def test_a_hole_tells_who_is_stopped_by_what_and_who_is_nearest():
    one = made()
    given = [("n2", "d"), ("not in the file", "c")]
    reason = hole_reason(one, given, one.needs["n1"], nearest=2)
    assert (reason.considered, reason.lawful) == (4, ("c",))
    assert reason.stopped_by == {"overlap": 1, "place": 1, "available": 1}
    assert len(reason.nearest) == 2
    assert reason.text["nb"].startswith("1 av 4 kan ta vakten lovlig")
    all_busy = [("n2", "c"), ("n2", "d")]
    reason = hole_reason(one, all_busy, one.needs["n1"])
    assert reason.lawful == ()
    assert reason.text["nb"] == (
        "Ingen av de 4 som er vurdert, kan ta vakten lovlig."
        " 2 stoppes av annen jobb samtidig. 1 stoppes av arbeidsstedet."
        " 1 stoppes av manglende tilgjengelighet eller manglende ja til natt."
    )
