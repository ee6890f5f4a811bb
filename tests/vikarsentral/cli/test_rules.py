"""`rules`: the table as people and machines read it."""

from tests.vikarsentral.cli.told import run
from vikarsentral.rules.goals import TERMS
from vikarsentral.rules.table import RULES


def test_every_rule_and_goal_is_listed_with_its_source(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--on", "2027-01-04", "--json")
    assert found.code == 0
    rows = {row["id"]: row for row in found.json["rules"] if row["kind"] == "hard"}
    assert list(rows) == [rule.id for rule in RULES]
    goals = [row["id"] for row in found.json["rules"] if row["kind"] == "goal"]
    assert goals == list(TERMS)
    (rest, _) = rows["daily_rest"]["values"]
    assert (rest["value"], rest["level"], rest["since"]) == (660, "law", "2006-01-01")
    assert rest["agreement_bounds"] == [{"level": "LOCAL_TV", "at_least": 480, "at_most": None}]
    assert [one["level"] for one in rows["red_days"]["red_days"]["agreement_bounds"]] == [
        *("INDIVIDUAL", "LOCAL_TV")
    ]


def test_people_read_the_value_and_the_bounds(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--sector", "health", "--on", "2027-01-04")
    assert found.code == 0
    assert found.out.splitlines()[0] == "Regler og mål som gjelder 04.01.2027 i sektoren health:"
    assert "daily_rest = 660 minutes (aml § 10-8 (1), (3)); LOCAL_TV: minst 480" in found.out


def test_a_date_that_is_none_ends_with_2(monkeypatch, capsys):
    found = run(monkeypatch, capsys, "rules", "--on", "2027-02-30")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("--on: ")


def test_without_a_date_today_counts(monkeypatch, capsys):
    assert run(monkeypatch, capsys, "rules").code == 0
