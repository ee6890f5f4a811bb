"""Every resource says who may use it: nobody without a token, only the right roles with one."""

import psycopg
import pytest

from tests.web.api.conftest import ROLES
from vikarsentral.access import ROLE_ACTIONS, Action, RoleName
from web.api.guard import API_MARK, OPEN

OPEN_TO_ALL = {"api-me.calendar", "api-health.live", "api-health.ready"}


def resources(app):
    return {
        rule.endpoint: (rule, next(iter(rule.methods - {"HEAD", "OPTIONS"})))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api-") and not rule.endpoint.startswith("api-docs")
    }


def path_of(rule, ids):
    known = {"needs": ids["need"], "offers": "o1", "plans": "k1"}
    path = rule.rule.removeprefix("/api/v1")
    return path.replace("<id>", known.get(path.split("/")[1], "x"))


def test_every_resource_names_its_action(api_app):
    marks = {
        name: getattr(api_app.view_functions[name], API_MARK, None) for name in resources(api_app)
    }
    assert {name for name, mark in marks.items() if mark == OPEN} == OPEN_TO_ALL
    assert all(isinstance(marks[name], Action) for name in marks.keys() - OPEN_TO_ALL)


def test_no_resource_answers_without_a_token(api_app, calm):
    for name, (rule, method) in resources(api_app).items():
        if name not in OPEN_TO_ALL:
            answer = calm.call(method, path_of(rule, calm.ids), None)
            assert (name, answer.status_code, answer.json["code"]) == (name, 401, "unauthorized")
            assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_refused_what_it_has_no_right_to(api_app, calm, role):
    for name, (rule, method) in resources(api_app).items():
        action = getattr(api_app.view_functions[name], API_MARK)
        if action == OPEN:
            continue
        answer = calm.call(method, path_of(rule, calm.ids), role)
        allowed = action in ROLE_ACTIONS[RoleName(role)]
        assert (name, answer.status_code == 403) == (name, not allowed)
        assert answer.status_code < 500


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic abc", "Bearer x", "Bearer a b", f"Bearer {'x' * 9000}", "æ"],
)
def test_a_malformed_token_is_no_token(calm, header):
    sent = {"Authorization": header.encode().decode("latin-1")}
    assert calm.get("/me/shifts", None, headers=sent).status_code == 401


def test_a_cookie_opens_nothing_here(api_app, calm):
    calm.client.set_cookie("vs_session", calm.tokens["manager"])
    assert calm.get("/me/shifts", None).status_code == 401
    calm.client.delete_cookie("vs_session")


def test_a_revoked_token_and_a_closed_user_are_refused(api, api_db):
    with psycopg.connect(api_db) as connection:
        connection.execute(
            "update api_token set revoked_at = now() from app_user"
            " where app_user.id = user_id and login = 'employee'"
        )
        connection.execute("update app_user set is_active = false where login = 'manager'")
    assert api.get("/me/shifts", "employee").status_code == 401
    assert api.get(f"/needs/{api.ids['need']}", "manager").status_code == 401
