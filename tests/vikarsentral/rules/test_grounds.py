"""The facts a refusal rests on are told beside it, in each language, by their names."""

import pytest

from tests.builders import need, person, problem
from vikarsentral.rules.options import option_receipt, options

NAMES = {
    ("competence", "legemiddel"): {"nb": "legemidler", "nn": "legemiddel", "en": "medication"},
    ("sector", "school"): {"nb": "skole", "nn": "skule", "en": "school"},
    ("unit", "u2"): {"nb": "Fjell", "nn": "Fjell", "en": "Fjell"},
}


def told(who, **changes):
    duty = {"requires": [], **changes}
    times = duty.pop("times", ("2027-01-09 22:00", "2027-01-10 06:00"))
    facts = problem(people=[person(**who)], needs=[need("n1", *times, **duty)])
    (option,) = options(facts, facts.needs["n1"])
    return option_receipt(option, facts.needs["n1"], names=NAMES)


@pytest.mark.parametrize(
    ("held", "text"),
    [
        ({"valid_to": "2027-01-09"}, "bare til og med lørdag 9. januar 2027, og vakten varer til"),
        ({"valid_from": "2027-01-10"}, "først fra søndag 10. januar 2027, og vakten begynner"),
        (None, ""),
    ],
)
def test_a_competence_held_too_short_is_told_with_its_dates(held, text):
    competences = [] if held is None else [{"id": "legemiddel", **held}]
    receipt = told({"competences": competences}, requires=["legemiddel"])
    assert receipt.rule == "competence"
    assert text in receipt.text["nb"]
    assert ("Kompetansen legemidler er registrert" in receipt.text["nb"]) == bool(text)
    assert receipt.numbers["held"].keys() == ({"legemiddel"} if held else set())
    assert (receipt.numbers["first_on"], receipt.numbers["last_on"]) == (
        "2027-01-09",
        "2027-01-10",
    )


def test_a_competence_to_the_last_day_is_enough():
    held = [{"id": "legemiddel", "valid_from": "2027-01-09", "valid_to": "2027-01-10"}]
    assert told({"competences": held}, requires=["legemiddel"]).rule != "competence"


def test_the_sectors_of_the_employment_are_told_by_name():
    receipt = told({"sectors": ["school"]})
    assert (receipt.rule, receipt.numbers["sectors"]) == ("place", ["school"])
    assert "Ansettelsen gjelder disse sektorene: skole." in receipt.text["nb"]
    assert "Tilsetjinga gjeld desse sektorane: skule." in receipt.text["nn"]
    assert "The employment is for these sectors: school." in receipt.text["en"]


def test_the_units_of_the_post_are_told_by_name():
    receipt = told({"units": ["u2"]})
    assert receipt.numbers["units"] == ["u2"]
    assert "Stillingen gjelder disse enhetene: Fjell." in receipt.text["nb"]


def test_times_that_meet_are_told_as_one():
    away = [
        {"start": "2027-01-10T02:00:00+01:00", "end": "2027-01-10T04:00:00+01:00"},
        {"start": "2027-01-10T03:00:00+01:00", "end": "2027-01-10T05:00:00+01:00"},
    ]
    receipt = told({"unavailable": away})
    assert receipt.numbers["times"] == [[away[0]["start"], away[1]["end"]]]
    assert (
        "Personen er utilgjengelig fra søndag 10. januar 2027 klokken 02.00 til søndag 10. januar"
        " 2027 klokken 05.00." in receipt.text["nb"]
    )


def test_the_night_is_told_with_its_ends():
    accepts = {"merarbeid_minutes_week": 0, "overtime": False, "night": False}
    times = ("2027-01-09 20:00", "2027-01-10 07:00")
    receipt = told({"accepts": accepts}, times=times)
    assert receipt.numbers["night"] == 540
    assert receipt.numbers["times"] == [["2027-01-09T21:00:00+01:00", "2027-01-10T06:00:00+01:00"]]
    assert (
        "Den delen av vakten som er om natten, er fra lørdag 9. januar 2027 klokken 21.00 til"
        in receipt.text["nb"]
    )
