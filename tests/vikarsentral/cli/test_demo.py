import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from vikarsentral import access, clock, db
from vikarsentral.cli.demo import demo
from vikarsentral.tables import Need, NeedStatus, PlanRun, PlanState, Shift, ShiftStatus


@pytest.fixture
def run(database):
    assert database

    def go(*words):
        result = CliRunner().invoke(demo, ["--no-serve", *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return go


def count(query):
    return db.transaction(lambda session: session.scalar(query))


def test_demo_is_seeded_planned_published_and_used_again(run):
    first = json.loads(run("--json"))
    plan = first["plan"]
    assert plan["assignments"] + plan["agency"] + plan["open"] == 150
    assert plan["bound"] <= plan["objective"]
    assert "Kontrollert to ganger." in first["certificate"]
    given = select(func.count()).where(
        Shift.need_id.is_not(None), Shift.status == ShiftStatus.PLANNED
    )
    assert count(given) == plan["assignments"]
    bought = select(func.count()).where(
        Need.status == NeedStatus.AGENCY, Need.starts_at > clock.now()
    )
    assert count(bought) == plan["agency"]
    for login in first["logins"]:
        answer = db.transaction(
            lambda session, login=login: access.sign_in(
                session, login=login["login"], password=login["password"], now=clock.now()
            )
        )
        assert answer.user_id, login["login"]
    text = run()
    assert "Logg inn som:" in text
    assert first["certificate"] in text
    published = select(func.count()).where(PlanRun.state == PlanState.PUBLISHED)
    assert count(published) == 1
