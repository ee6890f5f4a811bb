"""What a plan changes against the one before it, why, and its check from what is stored."""

import json

import psycopg
import pytest

from tests.web.conftest import rows
from vikarsentral.plan.store import version_of
from vikarsentral.problemfile import read_problem
from vikarsentral.problemfile.planfile import read_certificate

OPEN = {"outcome": "open", "person": None}
NOBODY = {"outcome": "none", "person": None}


@pytest.fixture
def koordinator(as_user):
    return as_user("koordinator")


def change(url, statement, *values):
    with psycopg.connect(url) as connection:
        connection.execute(statement, values)


def moved(need, was, now, code, **more):
    why = {"code": code, "rules": [], "ore": None, "changed": []} | more
    return {"need": f"n{need}", "was": was, "now": now, "why": why}


def told(koordinator, town_db, **more):
    """Write the reasons into the plan's row, as the solving process tells them."""
    needs = [row[0] for row in rows(town_db, "select id from need order by starts_at, id")]
    one, two = rows(town_db, "select id, name from person order by id limit 2")
    had, has = ({"outcome": "own", "person": f"p{row[0]}"} for row in (one, two))
    moves = [
        moved(needs[0], had, has, "stopped", rules=["available"]),
        moved(needs[1], had, has, "other_needs", rules=["overlap"], changed=["time"]),
        moved(needs[2], OPEN, has, "cheaper", ore=120_000),
        moved(needs[3], had, OPEN, "dearer", ore=-5_000),
        moved(needs[4], NOBODY, OPEN, "new"),
        moved(needs[5], had, NOBODY, "gone"),
    ]
    held = json.dumps({"before": 1, "kept": 7, "moves": moves})
    change(town_db, "update plan_run set moves = %s, before_id = 1 where id = 1", held)
    return one[1], two[1], koordinator.get("/planer/1")


def test_a_first_plan_has_nothing_before_it(koordinator):
    assert "Endret fra plan" not in koordinator.get("/planer/1").text


def test_changes_tell_from_whom_to_whom_and_why(koordinator, town_db):
    had, has, page = told(koordinator, town_db)
    assert page.status_code == 200
    text = page.text
    assert "Endret fra plan 1" in text
    assert "Den planen er ikke publisert." in text
    assert "7 vakter er som før." in text
    assert "2 vakter får en annen." in text
    assert f"{had} kan ikke lenger ha den: " in text
    assert f"Tiden er endret. {had} har andre vakter i planen: " in text
    assert (
        "Som før ville vektsummen blitt 1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}kr høyere." in text
    )
    assert "Planen er ikke bevist best" in text
    assert "Vakten er ny." in text
    assert "Vakten skal ikke lenger planlegges." in text
    assert f'data-label="Nå">{has}</td>' in text


def test_changes_beyond_those_reasoned_about_are_shown_without_a_reason(koordinator, town_db):
    told(koordinator, town_db)
    change(
        town_db,
        "update plan_run set moves = jsonb_set(moves, '{moves,0,why}', 'null') where id = 1",
    )
    assert koordinator.get("/planer/1").status_code == 200


def test_check_again_stands_and_finds_out_what_does_not(koordinator, town_db):
    page = koordinator.get("/planer/1/kontroll")
    assert page.status_code == 200
    assert "Alt planen sier, stemmer." in page.text
    change(
        town_db,
        "update plan_run set plan = jsonb_set(plan, '{objective}', '1') where id = 1",
    )
    assert "Noe planen sier, stemmer ikke." in koordinator.get("/planer/1/kontroll").text


HIGHER = "Planens egen grense er høyere"


def test_a_bound_that_the_plan_has_higher_is_explained_where_it_is_seen(koordinator, town_db):
    proven = koordinator.get("/planer/1/bevis").get_json()["bound"]
    unseen = next(more for more in (1, 2) if round((proven + more) / 100) == round(proven / 100))
    for more, is_told in ((0, False), (unseen, False), (1000, True)):
        bound = "update plan_run set plan = jsonb_set(plan, '{bound}', '%d') where id = 1"
        change(town_db, bound % (proven + more))
        assert (HIGHER in koordinator.get("/planer/1/kontroll").text) == is_told


def test_files_are_what_the_command_line_checks(koordinator, town_db):
    problem = read_problem(koordinator.get("/planer/1/fil").data)
    plan = koordinator.get("/planer/1/planfil")
    proof = koordinator.get("/planer/1/bevis")
    assert plan.get_json()["problem_sha256"] == problem.sha256
    assert read_certificate(proof.get_json())["problem_sha256"] == problem.sha256
    for answer in (plan, proof):
        assert "attachment" in answer.headers["Content-Disposition"]


def test_a_run_without_a_plan_has_nothing_to_check(koordinator):
    koordinator.post("/planer")
    for end in ("kontroll", "bevis", "planfil"):
        for number in (2, 99):
            assert koordinator.get(f"/planer/{number}/{end}").status_code == 404


def test_a_plan_stopped_early_says_so_and_may_be_published(koordinator, town_db):
    change(town_db, "update plan_run set state = 'cancelled' where id = 1")
    page = koordinator.get("/planer/1").text
    assert "Planen ble stoppet før tiden var ute." in page
    assert "Publiser planen" in page


def test_a_need_that_somebody_can_just_take_needs_no_exchange(koordinator, town_db):
    plan = rows(town_db, "select plan from plan_run where id = 1")[0][0]
    needs = [row["need"] for row in plan["assignments"]]
    plan |= {"assignments": [], "open": [*plan["open"], *needs]}
    change(town_db, "update plan_run set plan = %s where id = 1", json.dumps(plan))
    page = koordinator.get(f"/planer/1/vakt/{needs[0].removeprefix('n')}").text
    assert "Disse kan" in page
    assert "Dette ville løst det" not in page


def test_a_way_out_is_shown_step_by_step(koordinator, town_db):
    """A second need at the same time asks for what one nurse alone is given."""
    plan = rows(town_db, "select plan from plan_run where id = 1")[0][0]
    given = plan["assignments"][0]
    lonely = rows(town_db, "select max(id) from need where requires = '{lege}'")[0][0]
    problem = json.loads(bytes(rows(town_db, "select problem from plan_run where id = 1")[0][0]))
    needs = {row["id"]: row for row in problem["needs"]}
    same = {name: needs[given["need"]][name] for name in ("start", "end", "unit")}
    needs[f"n{lonely}"].update(same, agency=None)
    for person in problem["people"]:
        if person["id"] == given["person"]:
            person["competences"].append({"id": "lege"})
    changed = json.dumps(problem, ensure_ascii=False).encode()
    values = (json.dumps(plan), changed, version_of(changed))
    change(
        town_db,
        "update plan_run set plan = %s, problem = %s, ground_version = %s where id = 1",
        *values,
    )
    page = koordinator.get(f"/planer/1/vakt/{lonely}").text
    assert "Dette ville løst det" in page
    assert "Ingen løsning flytter færre vakter." in page
    name = dict(rows(town_db, "select 'p' || id, name from person"))[given["person"]]
    assert f"{name} får den." in page
    assert f"får den i stedet for {name}." in page


def test_a_need_nobody_can_take_says_that_no_exchange_helps(koordinator, town_db):
    lonely = rows(town_db, "select max(id) from need where requires = '{lege}'")[0][0]
    page = koordinator.get(f"/planer/1/vakt/{lonely}").text
    assert "Dette ville løst det" not in page
    assert "Ingen bytter mellom opptil tre personer løser det." in page
