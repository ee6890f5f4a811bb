"""Hvorfor ikke jeg?: the reason and the nearest change, and never a word about a colleague."""

import re
from datetime import timedelta
from functools import partial

import psycopg
import pytest

from tests.web import town
from tests.web.conftest import rows
from tests.web.coordinator.conftest import seeded
from tests.web.test_queries import MOST, Counter
from vikarsentral import db, offer
from vikarsentral.access import Action, system
from vikarsentral.worker.reasons import keep_reasons
from web import guard

__all__ = ["seeded"]

ROUTES = {
    "GET /behov/<int:need_id>/begrunnelser": Action.SEE_NEED,
    "GET /behov/<int:need_id>/begrunnelser/<int:decision_id>": Action.SEE_NEED,
    "GET /hvorfor-ikke-jeg": Action.SEE_OWN_SHIFTS,
    "GET /hvorfor-ikke-jeg/<int:need_id>": Action.SEE_OWN_SHIFTS,
}
HOUR = timedelta(hours=1)
COLLEAGUES = {*town.POOL_NAMES, *town.OWN_NAMES} - {"Bo Østby"}


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("reasons.")
            for method in rule.methods & {"GET", "POST"}
        }
    assert ours == ROUTES


@pytest.fixture
def published(as_user):
    """The plan of the coming weeks, published."""
    browser = as_user("koordinator")
    page = browser.get("/planer/1").text
    version = re.search(r'name="ground_version" value="([^"]+)"', page).group(1)
    answer = browser.post("/planer/1/publiser", data={"ground_version": version})
    assert answer.status_code == 303


def links(browser):
    page = browser.get("/hvorfor-ikke-jeg").text
    return re.findall(r'href="(/hvorfor-ikke-jeg/\d+)"', page)


@pytest.mark.usefixtures("published")
def test_shifts_of_others_that_fit_are_listed_and_open_to_the_reason(as_user, town_db):
    vikar = as_user("vikar")
    held = rows(
        town_db,
        "select count(*) from shift join person on person.id = person_id"
        " where name = 'Bo Østby' and status = 'planned' and need_id is not null",
    )[0][0]
    found = links(vikar)
    # four shifts ask for a nurse, and two for a doctor; own ones are left out
    assert len(found) == 4 - held
    for link in found:
        page = vikar.get(link)
        assert page.status_code == 200
        assert "Slik var det da planen ble publisert" in page.text
        assert "Slik er det regnet ut" in page.text


@pytest.mark.usefixtures("published")
def test_no_page_holds_anything_about_a_colleague(as_user, town_db):
    vikar = as_user("vikar")
    texts = [vikar.get(link).text for link in links(vikar)]
    texts.append(vikar.get("/hvorfor-ikke-jeg").text)
    numbers = {one for (one,) in rows(town_db, "select phone from person where phone is not null")}
    for text in texts:
        assert not [name for name in COLLEAGUES if name in text]
        assert not [one for one in numbers if one in text]
        assert not re.search(r"\bp\d+\b|\bn\d+\b", re.sub(r"<[^>]*>", " ", text))


@pytest.mark.usefixtures("published")
def test_a_change_that_is_told_is_told_with_who_may_make_it(as_user, town_db):
    needs = rows(town_db, "select id from need where 'lege' = any(requires) order by id")
    for (need_id,) in needs:
        page = as_user("vikar").get(f"/hvorfor-ikke-jeg/{need_id}").text
        assert "Reglene stopper at du tar denne vakten." in page
        assert "Mangler lege" in page
        assert "Kompetansen lege må være registrert" in page
        assert "Den ansatte selv" in page


def test_without_a_published_plan_there_is_nothing_to_tell(as_user):
    page = as_user("vikar").get("/hvorfor-ikke-jeg")
    assert "Det er ingen kommende vakter som passer deg" in page.text


def test_a_shift_given_by_hand_is_listed_and_answered_without_a_word_about_the_holder(
    as_user, town_db
):
    query = "select id from need where status = 'open' and requires = '{sykepleier}'"
    need_id = rows(town_db, query + " and starts_at > %s order by starts_at, id", town.NOW)[0][0]
    (ada,) = rows(town_db, "select id from person where name = 'Ada Åsen'")[0]
    booked = as_user("leder").post(f"/behov/{need_id}/sett-opp", data={"person": ada})
    assert booked.status_code == 303
    vikar = as_user("vikar")
    assert f"/hvorfor-ikke-jeg/{need_id}" in links(vikar)
    vikar.get(f"/hvorfor-ikke-jeg/{need_id}")
    with Counter(db.engine()) as statements:
        page = vikar.get(f"/hvorfor-ikke-jeg/{need_id}").text
    assert len(statements) <= MOST, statements
    assert "Vakten er gitt for hånd, av en leder eller vikarsentralen. Du ble ikke spurt." in page
    assert "utenom planen. Svaret bygger på reglene og på hva du selv har" in page
    assert not [name for name in COLLEAGUES if name in page]
    for language, told in (("nn", "Vakta er gitt for hand"), ("en", "was given by hand")):
        vikar.post("/sprak", data={"language": language, "sprak": language})
        assert told in vikar.get(f"/hvorfor-ikke-jeg/{need_id}").text


SAID = {
    "search": ("gitt automatisk i søket etter vikar", "gitt automatisk i søket", "automatically"),
    "mine": ("Du har denne vakten.", "Du har denne vakta.", "You have this duty."),
    "not": ("Du vurderes ikke for", "Du blir ikkje vurdert for", "You are not considered for"),
    "yes": (
        "Du ble spurt og sa ja, men en annen fikk vakten.",
        "Du vart spurd og sa ja, men ein annan fekk vakta.",
        "You were asked and said yes, but someone else got the duty.",
    ),
}
PLAN = ("i planen", "Planen spør", "in the plan", "The plan asks", "for hånd")
CONTACT = "insert into contact (person_id, quiet_from_minute, quiet_to_minute, is_early_ok,"
CONTACT += " most_a_week, is_direct_booking_ok, version) select id, 0, 0, true,"
CONTACT += " case when name = 'Bo Østby' then 0 else 6 end, name <> 'Bo Østby', 1 from person"
STAFF = "update post set kind = 'staff', unit_id = (select min(id) from unit),"
STAFF += " stillingsprosent = 10000 where person_id = %s"


@pytest.mark.parametrize("case", SAID)
def test_outside_plans_no_words_of_a_plan_and_none_of_a_colleague(as_user, town_db, case):
    query = "select id from need where status = 'open' and requires = '{sykepleier}'"
    need_id = rows(town_db, query + " and starts_at > %s order by starts_at, id", town.NOW)[0][0]
    people = dict(rows(town_db, "select name, id from person"))
    ada, bo = people["Ada Åsen"], people["Bo Østby"]
    leader, vikar = as_user("leder"), as_user("vikar")
    if case == "yes":
        order = offer.OfferOrder(need_id, (bo,), town.NOW + HOUR)
        ask = partial(offer.send, order=order, actor=system("test"), now=town.NOW)
        assert db.transaction(ask)
        said = "update offer_answer set state = 'closed', answered_at = asked_at"
        with psycopg.connect(town_db) as connection:
            connection.execute(said)
            connection.execute("update offer set state = 'expired', settled_at = created_at")
    if case == "search":
        with psycopg.connect(town_db) as connection:
            connection.execute(CONTACT)
        assert leader.post(f"/behov/{need_id}/spor").status_code == 303
    else:
        who = bo if case == "mine" else ada
        booked = leader.post(f"/behov/{need_id}/sett-opp", data={"person": who})
        assert booked.status_code == 303
    if case == "not":
        with psycopg.connect(town_db) as connection:
            connection.execute(STAFF, (bo,))
    for language, told in zip(("nb", "nn", "en"), SAID[case], strict=True):
        vikar.post("/sprak", data={"language": language, "sprak": language})
        page = vikar.get(f"/hvorfor-ikke-jeg/{need_id}").text
        assert told in page
        words = PLAN if case == "search" else PLAN[:-1]
        assert not [one for one in words if one in page]
        assert not [name for name in COLLEAGUES if name in page]


@pytest.mark.parametrize("told", ["?side=tull", "?side=-1", "?side=999999", "?side=²"])
def test_nonsense_in_the_address_is_the_first_page_or_an_empty_one(as_user, told):
    assert as_user("vikar").get(f"/hvorfor-ikke-jeg{told}").status_code == 200


@pytest.mark.usefixtures("published")
def test_a_need_no_published_plan_holds_is_404(as_user):
    assert as_user("vikar").get("/hvorfor-ikke-jeg/999999").status_code == 404


@pytest.mark.usefixtures("published")
def test_in_other_languages_no_sentence_stays_in_bokmal(as_user, town_db):
    vikar = as_user("vikar")
    (need_id,) = rows(town_db, "select min(id) from need where 'lege' = any(requires)")[0]
    for language, told in (("nn", "Reglane stoppar"), ("en", "The rules stop you")):
        vikar.post("/sprak", data={"language": language, "sprak": language})
        page = vikar.get(f"/hvorfor-ikke-jeg/{need_id}").text
        assert told in page


def test_my_shifts_lead_to_it(as_user):
    assert 'href="/hvorfor-ikke-jeg"' in as_user("vikar").get("/mine-vakter").text


def test_a_leader_reads_one_receipt_per_person_and_the_neighbour_none(as_user, town_db):
    (need_id,) = rows(town_db, "select min(id) from need where status = 'open'")[0]
    link = f"/behov/{need_id}/begrunnelser"
    leder = as_user("leder")
    assert link in leder.get(f"/behov/{need_id}").text
    page = leder.get(link).text
    told = re.findall(r'<span class="vs-strong">([^<]+)</span>', page)
    assert len(told) == len(set(told)) > 3
    assert f"{len(told)} personer er vurdert, og hver har nøyaktig én begrunnelse." in page
    assert as_user("nabo").get(link).status_code == 403
    assert leder.get(link + "?side=99").status_code == 200


def test_a_leader_reads_a_decision_as_it_was_and_as_it_would_be_today(as_user, town_db):
    (need_id,) = rows(town_db, "select min(id) from need where status = 'open'")[0]
    leder, link = as_user("leder"), f"/behov/{need_id}/begrunnelser"
    page = leder.get(f"/behov/{need_id}").text
    person = re.search(r'name="person" value="(\d+)"', page).group(1)
    leder.post(f"/behov/{need_id}/sett-opp", data={"person": person})
    told = re.findall(r'href="(/behov/\d+/begrunnelser/\d+)"', leder.get(link).text)
    assert len(told) == 1
    then = leder.get(told[0]).text
    assert "Satt opp for hånd" in then
    assert "Bestemt av Leder." in then
    assert "Valgt." in then
    assert "I dag: " in then
    assert as_user("nabo").get(told[0]).status_code == 403
    assert leder.get(f"{link}/999999").status_code == 404
    assert leder.get(
        f"/behov/{need_id + 1}/begrunnelser/{told[0].rsplit('/')[-1]}"
    ).status_code in (
        403,
        404,
    )


@pytest.mark.usefixtures("published")
def test_a_leader_reads_why_the_plan_gave_a_shift_away(as_user, town_db):
    assert keep_reasons() == 1
    given = rows(
        town_db,
        "select need_id, person.name, decision.id from decision join decision_person on"
        " decision_id = decision.id join person on person.id = person_id"
        " where act = 'plan' and part = 'chosen' order by need_id limit 1",
    )
    ((need_id, name, decision_id),) = given
    leder, link = as_user("leder"), f"/behov/{need_id}/begrunnelser"
    page = leder.get(link).text
    assert f'href="{link}/{decision_id}"' in page
    assert "Publisert i plan" in page
    then = leder.get(f"{link}/{decision_id}").text
    assert name in then
    assert "Er valgt til denne vakten." in then
    assert "hadde kompetansen og kunne arbeide på stedet" in then
