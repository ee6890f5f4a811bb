"""`rules`: the table as people and machines read it."""

import json
import re
from datetime import date

import pytest

from tests.vikarsentral.cli.told import run
from tests.vikarsentral.village import Village, at
from vikarsentral import clock, db
from vikarsentral.rules.goals import TERMS
from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.pay.values import pay_rows
from vikarsentral.rules.table import RULES
from vikarsentral.rules.year.goal_table import YEAR_GOALS
from vikarsentral.rules.year.table import YEAR_RULES

ON = date(2027, 1, 4)
KINDS = ("hard", "goal", "year", "year_goal")


def test_every_rule_and_goal_is_listed_with_its_source(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--on", "2027-01-04", "--json")
    assert found.code == 0
    rows = {row["id"]: row for row in found.json["rules"] if row["kind"] == "hard"}
    assert list(rows) == [rule.id for rule in RULES]
    goals = [row["id"] for row in found.json["rules"] if row["kind"] == "goal"]
    assert goals == list(TERMS)
    (week,) = rows["week_minutes"]["values"]
    assert week["agreement_bounds"] == [
        {"level": "INDIVIDUAL", "at_least": None, "at_most": 3600, "certainty": "derived"},
        {"level": "LOCAL_TV", "at_least": None, "at_most": 4140},
    ]
    (rest, _) = rows["daily_rest"]["values"]
    assert (rest["value"], rest["level"], rest["since"]) == (660, "law", "2006-01-01")
    assert rest["agreement_bounds"] == [{"level": "LOCAL_TV", "at_least": 480, "at_most": None}]
    assert [one["level"] for one in rows["red_days"]["red_days"]["agreement_bounds"]] == [
        *("INDIVIDUAL", "LOCAL_TV")
    ]


def test_what_arbeidstilsynet_may_permit_stands_beside_the_agreements(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--on", "2027-01-04", "--json").json
    values = {value["id"]: value for row in found["rules"] for value in row["values"]}
    assert values["overtime_week"]["permit"] == {
        "level": "AT_PERMIT",
        "at_most": 1500,
        "since": "2006-01-01",
        "source": "aml § 10-6 (6)",
        "certainty": "verified",
    }
    assert values["daily_rest"]["permit"] is None
    told = run(monkeypatch, capsys, "rules", "--on", "2027-01-04").out
    assert "opp til 25 timer med tillatelse fra Arbeidstilsynet" in told


def test_people_read_the_value_and_the_bounds(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--sector", "health", "--on", "2027-01-04")
    assert found.code == 0
    assert found.out.splitlines()[0] == "Regler og mål som gjelder 04.01.2027 i sektoren health:"
    assert (
        "daily_rest = 11 timer (arbeidsmiljøloven § 10-8 (1), (3); sett i kilden);"
        " ned til 8 timer med avtale med tillitsvalgte"
    ) in found.out
    assert "red_work_health" in found.out
    assert "red_work_school" not in found.out


@pytest.mark.parametrize(
    ("language", "head", "word"),
    [("nn", "Reglar og mål", "Meirarbeid"), ("en", "Rules and goals", "Extra hours")],
)
def test_the_table_is_told_in_each_language(monkeypatch, capsys, language, head, word):
    found = run(monkeypatch, capsys, "rules", "--language", language)
    assert found.out.startswith(head)
    assert word in found.out


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_people_read_whole_words_and_no_units_of_the_program(monkeypatch, capsys, language):
    told = run(monkeypatch, capsys, "rules", "--on", "2027-01-04", "--language", language).out
    assert not re.search(r"\baml\b|\bHTA\b|\bkap\.|contract 2", told)
    assert not re.search(r"\b(hundredths|thirds|choice) ?\(|øre/|minutes/", told)
    paid = {line.split(" = ")[0]: line for line in told.splitlines() if " = " in line}
    assert paid["weekend_hundredths"].startswith("weekend_hundredths = 22 % (")
    assert paid["holiday_thirds"].startswith("holiday_thirds = 4/3 (")


def test_rules_of_a_year_goals_openings_and_pay_are_listed(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--on", "2027-01-04", "--json").json
    ids = {kind: [row["id"] for row in found["rules"] if row["kind"] == kind] for kind in KINDS}
    assert ids["year"] == [rule.id for rule in YEAR_RULES]
    assert ids["year_goal"] == [goal.id for goal in YEAR_GOALS]
    assert [row["id"] for row in found["openings"]] == [one.id for one in OPENINGS]
    assert [row["id"] for row in found["pay"]] == [row.id for row in pay_rows(ON)]
    told = {value["id"]: value for row in found["rules"] for value in row["values"]}
    assert told["tariff_week_rota_38"]["level"] == "tariff"
    assert told["night_minutes"]["certainty"] == "from memory"


def test_a_file_of_values_is_put_over_the_table(monkeypatch, capsys, tmp_path):
    row = {"id": "daily_rest", "valid_from": "2028-01-01", "value": 720}
    document = {"format": "vikarsentral/rules/1", "values": [row]}
    (tmp_path / "new.json").write_text(json.dumps(document))
    told = run(
        monkeypatch, capsys, "rules", "--on", "2027-01-04", "--values", tmp_path / "new.json"
    )
    assert told.code == 0
    assert "; 01.01.2028: 12 timer;" in told.out


def test_a_file_of_values_that_is_wrong_ends_with_2_and_names_the_row(
    monkeypatch, capsys, tmp_path
):
    row = {"id": "daily_rest", "valid_from": "2028-01-01", "value": 400}
    document = {"format": "vikarsentral/rules/1", "values": [row]}
    (tmp_path / "new.json").write_text(json.dumps(document))
    told = run(monkeypatch, capsys, "rules", "--values", tmp_path / "new.json")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("/values/0/value: 400 for daily_rest; 480 til ")


def test_a_date_that_is_none_ends_with_2(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--on", "2027-02-30")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("--on: ")


@pytest.mark.parametrize("sector", ["nope", "", "Health", "health "])
def test_a_sector_that_is_none_ends_with_2_and_tells_what_is_allowed(monkeypatch, capsys, sector):
    found = run(monkeypatch, capsys, "rules", "--sector", sector, "--json")
    assert (found.code, found.out) == (2, "")
    (line,) = found.err.splitlines()
    assert line.startswith("--sector: ")
    assert "health, kindergarten, school, cleaning" in line


def test_without_a_date_the_day_of_the_clock_counts(monkeypatch, capsys):
    monkeypatch.setattr(clock, "now", lambda: at("2026-07-31T23:30"))
    before = run(monkeypatch, capsys, "rules", "--json").json
    monkeypatch.setattr(clock, "now", lambda: at("2026-08-01T00:30"))
    after = run(monkeypatch, capsys, "rules", "--json").json
    assert (before["on"], after["on"]) == ("2026-07-31", "2026-08-01")


@pytest.fixture
def published(database):
    """Two published long shifts, one on each side of the day a value changes; the later."""
    del database
    with db.begin() as session:
        village = Village(session)
        anna = village.person(name="Anna Ås")
        village.shift(anna, "2027-01-11T07:30", hours=12.5)
        later = village.shift(anna, "2027-01-25T07:30", hours=12.5)
        return later.id


def test_a_changed_value_says_from_when_and_lists_the_shifts_to_read_again(
    monkeypatch, capsys, tmp_path, published
):
    monkeypatch.setattr(clock, "now", lambda: at("2027-01-05T06:10"))
    row = {"id": "daily_rest", "valid_from": "2027-01-18", "value": 720}
    document = {"format": "vikarsentral/rules/1", "values": [row]}
    (tmp_path / "new.json").write_text(json.dumps(document))
    asked = ("rules", "--reread", "--values", tmp_path / "new.json")
    found = run(monkeypatch, capsys, *asked, "--json")
    assert found.code == 1
    (change,) = found.json["changes"]
    assert (change["id"], change["since"]) == ("daily_rest", "2027-01-18")
    assert (change["before_told"], change["after_told"]) == ("11 timer", "12 timer")
    (shift,) = found.json["shifts"]
    assert (shift["shift"], shift["person"], shift["rule"]) == (published, "Anna Ås", "daily_rest")
    assert "er 30 minutter for lang" in shift["text"]
    told = run(monkeypatch, capsys, *asked)
    assert "Hvile mellom arbeidsperioder (daily_rest) 2027-01-18: 11 timer → 12 timer" in told.out
    assert "Anna Ås" in told.out
    alone = run(monkeypatch, capsys, "rules", "--reread", "--json")
    assert (alone.code, alone.json) == (0, {"changes": [], "shifts": []})
