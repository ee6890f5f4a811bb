"""Every form of the morning is sent what nobody should send: refused plainly, never 500.

One field at a time is junk, the others stand as the page has them. A sentence stands beside the
field or above the form, and nobody is asked, booked or named by it.
"""

import html
import os
import random
import re
from uuid import UUID

import pytest

from tests.web.admin.test_sweep import FINE, HARD, NOWHERE, PLAIN, REFUSED, Forms
from tests.web.conftest import rows
from tests.web.test_callouts import reported

SEED = 20270106
POSTS = 90 * int(os.environ.get("VIKARSENTRAL_TEST_CASES", "1"))
ROOMS = (
    *("manager", "needs", "callouts", "orders", "leads", "answers", "swaps", "together"),
    *("dropouts", "reach", "calllist", "undelivered", "overrides"),
)


def forms(browser, pages):
    """Return the forms of some pages: where each is posted and what its fields hold."""
    found = []
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        reader = Forms()
        reader.feed(answer.text)
        ours = [(browser, path or page, held) for path, held in reader.found]
        found += [one for one in ours if not one[1].startswith(("/sprak", "/logg-ut", "/push"))]
    return found


@pytest.fixture
def found(as_user, client, asked):
    """Every form of leader, pool employee and the one who follows a link."""
    leader = as_user("leder")
    need = reported(leader)
    away = re.search(r'href="(/borte/\d+)"', leader.get("/borte").text)[1]
    morning = ("/ekstra", "/ansvarsvakt", "/minstebemanning", away, need, f"{need}/endre")
    own = ("/min-profil/sporsmal", "/mine-vakter")
    return forms(leader, morning) + forms(as_user("vikar"), own) + forms(client, [asked[2]])


def test_junk_is_refused_in_words_and_nothing_falls_over(found):
    junk = (PLAIN | HARD).items()
    every = [
        (*form, field, *one)
        for form in found
        for field in form[2]
        if field != "csrf_token"
        for one in junk
    ]
    assert len({(path, field) for _, path, _, field, *_ in every}) > 20
    random.Random(SEED).shuffle(every)
    faults = []
    for browser, path, fields, field, row, value in every[:POSTS]:
        sent = {**fields, field: value.encode("utf-8", "surrogatepass")}
        answer = browser.post(path, data=sent)
        told = (path, field, row, answer.status_code)
        shown = html.unescape(answer.text)
        if answer.status_code not in FINE:
            faults.append(("status", *told))
        elif answer.status_code == 422 and not re.search(r'role="alert"|aria-invalid|<h1', shown):
            faults.append(("no sentence", *told))
    assert faults == []


def test_an_answer_that_is_none_answers_nothing(client, asked, town_db):
    for value in (*PLAIN.values(), *HARD.values()):
        sent = {"svar": value.encode("utf-8", "surrogatepass")}
        assert client.post(asked[2], data=sent).status_code in REFUSED, value
    assert rows(town_db, "select distinct state from offer_answer") == [("asked",)]


def test_ids_that_nothing_here_has_are_not_found(app, as_user):
    leader, paths = as_user("leder"), set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] not in ROOMS or "POST" not in rule.methods:
            continue
        for at in range(2) if rule.arguments else ():
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<int:{name}>", NOWHERE["int"][at + 1])
                path = path.replace(f"<{name}>", NOWHERE["default"][at])
                path = path.replace(f"<uuid:{name}>", str(UUID(int=at + 1)))
            paths.add(path)
    assert len(paths) > 20
    codes = {path: leader.post(path, data={"person": "1"}).status_code for path in paths}
    assert {path: code for path, code in codes.items() if code not in REFUSED} == {}
