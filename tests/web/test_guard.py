"""Every route says who may, and the answer follows the roles: all routes × all roles."""

import re

import pytest

from tests.web import town
from vikarsentral.access import ROLE_ACTIONS, Action
from web import guard

# What each page asks for. A new page is added here on purpose, or this test fails.
ROUTES = {
    "GET /": guard.SIGNED_IN,
    "GET /bekreft": guard.SIGNED_IN,
    "POST /bekreft": guard.SIGNED_IN,
    "GET /behov/<int:need_id>": Action.SEE_NEED,
    "POST /behov/<int:need_id>/bemanningsforetak": Action.APPROVE_AGENCY,
    "POST /behov/<int:need_id>/frigi": Action.BOOK,
    "GET /behov/<int:need_id>/leting": Action.SEE_NEED,
    "GET /behov/<int:need_id>/ringeliste": Action.BOOK,
    "POST /behov/<int:need_id>/sett-opp": Action.BOOK,
    "POST /behov/<int:need_id>/spor": Action.SEND_OFFER,
    "POST /behov/<int:need_id>/stopp": Action.SEND_OFFER,
    "POST /behov/<int:need_id>/ta-over": Action.SEND_OFFER,
    "POST /behov/<int:need_id>/trekk": Action.CREATE_NEED,
    "GET /borte": Action.REPORT_ABSENCE,
    "GET /borte/<int:shift_id>": Action.REPORT_ABSENCE,
    "POST /borte/<int:shift_id>": Action.REPORT_ABSENCE,
    "POST /fravaer/<int:absence_id>/trekk": Action.REPORT_ABSENCE,
    "GET /health/live": guard.OPEN,
    "GET /health/ready": guard.OPEN,
    "GET /kalender/<token>.ics": guard.OPEN,
    "GET /logg-inn": guard.OPEN,
    "POST /logg-inn": guard.OPEN,
    "POST /logg-ut": guard.OPEN,
    "GET /meldinger": Action.SEND_OFFER,
    "GET /min-kalender": Action.MANAGE_OWN_CALENDAR,
    "POST /min-kalender/lenke": Action.MANAGE_OWN_CALENDAR,
    "POST /min-kalender/slett": Action.MANAGE_OWN_CALENDAR,
    "GET /min-profil": Action.CHANGE_OWN_PROFILE,
    "POST /min-profil": Action.CHANGE_OWN_PROFILE,
    "GET /min-profil/kontakt": Action.CHANGE_OWN_ADDRESS,
    "POST /min-profil/kontakt": Action.CHANGE_OWN_ADDRESS,
    "GET /min-profil/sporsmal": Action.CHANGE_OWN_PROFILE,
    "POST /min-profil/sporsmal": Action.CHANGE_OWN_PROFILE,
    "POST /min-profil/varsler": Action.CHANGE_OWN_PROFILE,
    "POST /min-profil/varsler/av": Action.CHANGE_OWN_PROFILE,
    "GET /mine-enheter": guard.SIGNED_IN,
    "POST /mine-enheter/<device_id>/avslutt": guard.SIGNED_IN,
    "POST /mine-enheter/avslutt-andre": guard.SIGNED_IN,
    "GET /mine-vakter": Action.SEE_OWN_SHIFTS,
    "GET /reglene": Action.SEE_RULES,
    "GET /reglene/endringer": Action.SEE_PLAN,
    "POST /sms/inn/<key>": guard.OPEN,
    "GET /sms/levert/<key>": guard.OPEN,
    "POST /sms/levert/<key>": guard.OPEN,
    "POST /sprak": guard.OPEN,
    "GET /svar/<token>": guard.OPEN,
    "POST /svar/<token>": guard.OPEN,
    "POST /svar/<token>/trykk": guard.OPEN,
    "GET /tilgjengelighet": guard.OPEN,
    "GET /uken": Action.SEE_UNIT,
    "GET /varsler.js": guard.OPEN,
}
# Rooms with route lists of their own, in their own tests.
OTHERS = (
    "admin.",
    "coordinator.",
    "dropouts.",
    "duty.",
    "hours.",
    "importing.",
    "leads.",
    "orders.",
    "planner.",
    "reasons.",
    "swaps.",
    "tillitsvalgt.",
    "together.",
)
# Asked with a secret in the address in place of a form's token.
KEYED = re.compile(r"/sms/(inn|levert)/|/svar/.*/trykk$")
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def page_rules(app):
    """Yield the rules of pages; the API has its own guard and its own tests."""
    for rule in app.url_map.iter_rules():
        if not rule.build_only and not rule.rule.startswith("/api/"):
            yield rule


def routes_of(app):
    """Return what each page route asks for, by method and address."""
    with app.app_context():
        return {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in page_rules(app)
            for method in rule.methods & METHODS
        }


def test_every_route_says_who_may(app):
    with app.app_context():
        silent = [rule.rule for rule in page_rules(app) if guard.needed(rule.endpoint) is None]
    assert silent == []


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in page_rules(app)
            if not rule.endpoint.startswith(OTHERS)
            for method in rule.methods & METHODS
        }
    assert ours == ROUTES


def address(route):
    """Return a route's method and an address that fits it, of something that is not there."""
    method, rule = route.split(" ", 1)
    rule = re.sub(r"<int:\w+>", "999999999", rule)
    rule = rule.replace("<uuid:key>", "00000000-0000-0000-0000-000000000000")
    for variable in ("code", "login", "device_id"):
        rule = rule.replace(f"<{variable}>", "finnes-ikke")
    return method, rule.replace("<token>", "x" * 43).replace("<key>", "x" * 43)


@pytest.mark.parametrize("login", town.ROLES)
def test_roles_get_what_is_theirs_and_nothing_else(app, as_user, login):
    role = town.ROLES[login][0]
    browser = as_user(login)
    wrong = []
    for route, asked in routes_of(app).items():
        method, path = address(route)
        if path in {"/logg-ut", "/logg-inn"} or "<" in path:
            continue
        status = browser.open(path, method=method).status_code
        allowed = not isinstance(asked, Action) or asked in ROLE_ACTIONS[role]
        if (status == 403) == allowed or status >= 500:
            wrong.append((route, status, allowed))
    assert wrong == []


def test_nobody_gets_past_sign_in(app, client):
    wrong = []
    for route, asked in routes_of(app).items():
        method, path = address(route)
        if asked == guard.OPEN or "<" in path:
            continue
        answer = client.open(path, method=method)
        if answer.status_code not in (302, 303) or "/logg-inn" not in answer.headers["Location"]:
            wrong.append((route, answer.status_code))
    assert wrong == []


def test_unmarked_page_is_shut_for_everybody(app, client, monkeypatch):
    monkeypatch.delattr(app.view_functions["common.accessibility"], guard.MARK)
    assert client.get("/tilgjengelighet").status_code == 403


@pytest.mark.parametrize("login", ["leder", "vikar"])
def test_every_form_needs_its_token(app, as_user, monkeypatch, login):
    client = as_user(login)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    posts = [address(route) for route in routes_of(app) if route.startswith("POST")]
    # A gateway has no form; its key is asked for instead, and a wrong one is no page.
    forms = [path for _, path in posts if "<" not in path and not KEYED.match(path)]
    refused = {path: client.post(path).status_code for path in forms}
    assert set(refused.values()) <= {400, 403}
    assert list(refused.values()).count(400) >= 6
    assert "Skjemaet er for gammelt" in client.post("/logg-inn").text
