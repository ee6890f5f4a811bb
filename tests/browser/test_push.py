"""The service worker in a real Chromium: a message is shown, and a tap on it answers.

A browser's own push service cannot be reached from a test machine, so the message is handed to
the service worker by the browser's debugger, sealed or not being the service's matter.
"""

import json

import pytest
from sqlalchemy.orm import Session

from tests.browser.conftest import PHONE, serving
from tests.conftest import address_of, clone
from tests.web import town
from tests.web.conftest import ask
from vikarsentral.db.connect import make_engine
from vikarsentral.offer import links

TOLD = {
    "title": "Kan du ta en vakt?",
    "body": "Onsdag 07:30, Solvang. Svar innen 06:30.",
    "url": "/svar/finnes-ikke",
    "tag": "t1",
    "lang": "nb",
    "answers": [{"action": "ja", "title": "Ja"}, {"action": "nei", "title": "Nei"}],
    "lost": "Svaret kom ikke fram. Trykk her og svar på nytt.",
}
QUESTION = {}
TAPPED = """async (said) => {
    const [one] = await self.registration.getNotifications();
    await answer(one, said);
}"""
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
    (one) => ({title: one.title, body: one.body, actions: one.actions.map((a) => a.action)})
)"""


@pytest.fixture(scope="module")
def site(cluster, tmp_path_factory):
    """The address of a town of this module's own, where the vikar has one question."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
            QUESTION["path"] = links.link_path(*ask(session))
        engine.dispose()
        with serving(cluster.place.url_of(name), tmp_path_factory.mktemp("push")) as address:
            yield address


@pytest.fixture
def phone(visit, site):
    """An employee's phone where messages are allowed, its service worker, and its debugger."""
    visitor = visit("vikar", viewport=PHONE)
    visitor.context.grant_permissions(["notifications"], origin=site)
    visitor.open("/min-profil/sporsmal")
    visitor.page.evaluate(
        "() => navigator.serviceWorker.register('/varsler.js')"
        ".then(() => navigator.serviceWorker.ready).then(() => true)"
    )
    visitor.page.wait_for_function(
        "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
    )
    debugger = visitor.context.new_cdp_session(visitor.page)
    found = []

    def keep(told):
        found.append(told)

    debugger.on("ServiceWorker.workerRegistrationUpdated", keep)
    debugger.send("ServiceWorker.enable")
    for _ in range(600):
        if any(told["registrations"] for told in found):
            break
        visitor.page.wait_for_timeout(100)
    visitor.registration = next(
        one["registrationId"] for told in found for one in told["registrations"]
    )
    visitor.debugger = debugger
    return visitor


def deliver(phone, told, until):
    """Hand a message to the service worker, as a push service would; return what is shown.

    One that the browser was not ready for is handed over again, as a push service does.
    """
    for _ in range(12):
        phone.debugger.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": phone.site,
                "registrationId": phone.registration,
                "data": told if isinstance(told, str) else json.dumps(told),
            },
        )
        if held := shown(phone, until, polls=100):
            return held
    raise AssertionError(told)


def shown(phone, until, polls=1200):
    """Return what notifications say once one of them says what is waited for; else nothing."""
    for _ in range(polls):
        held = phone.page.evaluate(SHOWN)
        if any(until(one) for one in held):
            return held
        phone.page.wait_for_timeout(100)
    return []


def is_question(one):
    """Tell whether a notification is the question."""
    return one["title"] == TOLD["title"] and one["body"] == TOLD["body"]


def test_a_message_is_shown_with_its_two_answers(phone):
    (one,) = deliver(phone, TOLD, is_question)
    assert one == {"title": TOLD["title"], "body": TOLD["body"], "actions": ["ja", "nei"]}
    word = {"title": "Vikarsentralen", "body": "Vakten er dekket.", "answers": []}
    (one,) = deliver(phone, TOLD | word, lambda one: one["body"] == "Vakten er dekket.")
    assert one["actions"] == []


def test_a_message_that_cannot_be_read_still_leads_somewhere(phone):
    (one,) = deliver(phone, "{", lambda one: one["title"] == "Vikarsentralen")
    assert (one["body"], one["actions"]) == ("", [])


def tap(phone, said):
    """Let the service worker take a tap on one of the shown message's buttons."""
    (worker,) = phone.context.service_workers
    worker.evaluate(TAPPED, said)


def test_one_tap_answers_and_says_how_it_was_taken(phone):
    deliver(phone, TOLD | {"url": phone.site + QUESTION["path"]}, is_question)
    tap(phone, "ja")
    (one,) = shown(phone, lambda one: one["body"] == "Takk. Vakten er din.")
    assert one["actions"] == []
    phone.open(QUESTION["path"])
    assert phone.page.get_by_text("Vakten er din.", exact=False).first.is_visible()


def test_a_tap_that_does_not_get_through_keeps_the_question(phone):
    deliver(phone, TOLD, is_question)
    tap(phone, "ja")
    (one,) = shown(phone, lambda one: one["body"] == TOLD["lost"])
    assert one["actions"] == ["ja", "nei"]


def test_another_sites_address_is_never_answered(phone):
    deliver(phone, TOLD | {"url": "https://ond.example/svar/x"}, is_question)
    asked = []
    phone.context.on("request", lambda request: asked.append(request.url))
    tap(phone, "nei")
    shown(phone, lambda one: one["body"] == TOLD["lost"])
    assert [one for one in asked if "ond.example" in one] == []


def test_where_messages_are_not_allowed_the_page_says_so(visit):
    visitor = visit("vikar", viewport=PHONE)
    visitor.open("/min-profil/sporsmal")
    visitor.page.get_by_role("button", name="Slå på varsler her").click()
    visitor.page.get_by_text("Nettleseren viser ikke varsler fra oss.", exact=False).wait_for()
    assert (
        visitor.page.evaluate("navigator.serviceWorker.getRegistrations().then((a) => a.length)")
        == 0
    )
