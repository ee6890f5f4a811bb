"""What is told about changes and facts, with people's own words for codes."""

from tests.builders import need, person, problem, rota, span
from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.no import Fact, No, smallest_no
from vikarsentral.explain.screen import everyone
from vikarsentral.explain.told import (
    change_text,
    fact_text,
    follows_text,
    kept_text,
    option_lines,
    spoken,
)

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")
NAMES = {("competence", "rn"): {"nb": "sykepleier", "nn": "sjukepleiar", "en": "nurse"}}


def test_a_no_is_told_by_its_facts_and_what_follows():
    away = [span("2027-01-05 00:00", "2027-01-06 00:00")]
    made = problem(
        people=[person("a"), person("b", unavailable=away)],
        needs=[need("n1", *DAY, requires=["rn"])],
    )
    case = Case(made, made.needs["n1"])
    no = smallest_no(case, everyone(case))
    assert [fact_text(one, no, "nb", NAMES) for one in no.facts] == [
        "2 av 2 har ikke hele kompetansen vakten krever: sykepleier."
    ]
    assert follows_text(no.facts[0], "nb") == ("Hvis dette endres, kan 1 av dem ta vakten lovlig.")
    assert change_text(no.ways[0].changes[0], "en", NAMES) == (
        "The competence nurse must be registered and valid on every day of the duty."
    )


def test_what_follows_is_told_for_facts_nobody_may_change_and_facts_that_open_nothing():
    law = Fact("weekly_rest", "aml § 10-8 (2)", 1, 1, Who.LAW, 0, {})
    none = Fact("place", "ansettelsesforholdet", 1, 1, Who.PERSON, 0, {"unit": "u1"})
    assert follows_text(law, "nb") == "Ingen kan lovlig endre dette."
    assert "fortsatt ingen" in follows_text(none, "nb")
    assert fact_text(none, No(3, (none,), ()), "nb").startswith("1 av 3")


def test_times_and_lengths_are_told_in_words():
    change = Change("later_start", Who.LEADER, {"minutes": 90, "at": "2027-01-05T09:30:00+01:00"})
    assert change_text(change, "nb") == (
        "Vakten må begynne 1 time og 30 minutter senere, altså tirsdag 5. januar 2027"
        " klokken 09.30."
    )


def test_other_languages_get_bokmal():
    assert spoken("de") == "nb"


def test_each_reason_stands_by_itself_and_overtime_nobody_accepted_is_told_once():
    week = [rota(f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 15:30") for day in range(4, 9)]
    made = problem(
        people=[person(rota=week)], needs=[need("n1", "2027-01-09 08:00", "2027-01-09 15:00")]
    )
    option = Case(made, made.needs["n1"]).asked("p1")
    assert len([one for one in option.breaches if one.rule == "overtime"]) > 1
    told = [one for one in option_lines(option, "nb") if " overtid" in one]
    assert len(told) == 1
    assert "Overtid er frivillig, og det er ikke sagt ja til den." in told[0]
    assert option_lines(None, "nb") == []


def test_a_receipt_kept_without_words_is_told_by_its_rules_or_its_sum():
    stopped = {"rules": ["daily_rest", "overtime"], "numbers": {"marginal_ore": 1}}
    assert kept_text(stopped, "nb") == (
        "Ble stoppet av døgnhvilen og overtidsgrensen.",
        kept_text(stopped, "nb")[1],
    )
    assert kept_text(stopped, "nb")[1].startswith("arbeidsmiljøloven § 10-8")
    price = {"rules": [], "numbers": {"marginal_ore": 123_450, "excess": {}}}
    text, source = kept_text(price, "en")
    assert text.startswith("Could have had the duty, and would have added")
    assert "234.50" in text
    assert source
    worded = {"text": {"nb": "Ord."}, "source": "aml § 10-8 (1)"}
    assert kept_text(worded, "nb")[0] == "Ord."
