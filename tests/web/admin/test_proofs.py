"""The page of proofs: registered by a tap, asked for by a tap, and missing ones named."""

import pytest

from tests.web.conftest import rows

ATTEST = "politiattest_helse"


@pytest.fixture
def registered(admin):
    answer = admin.post("/admin/krav/health")
    assert answer.status_code == 303
    return admin


def asked(url):
    return rows(url, "select sector_code, competence_code from sector_demand")


def test_the_law_s_proofs_are_registered_once(registered, town_db):
    many = rows(town_db, "select count(*) from proof")
    page = registered.get("/admin/krav").text
    assert "Politiattest sett for helse og omsorg" in page
    assert "Kreves ikke ennå" in page
    registered.post("/admin/krav/health")
    assert rows(town_db, "select count(*) from proof") == many
    assert "bevis er registrert" not in registered.get("/admin/krav").text


def test_a_sector_asks_and_who_lacks_it_is_named(registered, town_db):
    for told in ("1", "1"):
        answer = registered.post(f"/admin/krav/health/{ATTEST}", data={"kreves": told})
        assert answer.status_code == 303
    assert asked(town_db) == [("health", ATTEST)]
    page = registered.get("/admin/krav").text
    assert "Kreves av alle" in page
    assert "Ada Åsen" in page
    registered.post(f"/admin/krav/health/{ATTEST}", data={"kreves": "0"})
    assert asked(town_db) == []


def test_what_is_not_there_cannot_be_asked_for(registered, town_db):
    assert registered.post("/admin/krav/moon").status_code == 422
    assert registered.post(f"/admin/krav/moon/{ATTEST}", data={"kreves": "1"}).status_code == 422
    assert registered.post("/admin/krav/health/nothing").status_code == 404
    assert asked(town_db) == []


def test_a_certificate_has_the_day_it_was_seen(registered, town_db):
    ((person_id,),) = rows(town_db, "select id from person where name = 'Ada Åsen'")
    address = f"/admin/ansatte/{person_id}/kompetanser"
    refused = registered.post(address, data={"competence": ATTEST})
    assert refused.status_code == 422
    assert "Skriv dagen det ble sett" in refused.text
    sent = {"competence": ATTEST, "valid_from": "2027-01-04"}
    before = registered.get("/admin/krav").text.count("Ada Åsen")
    assert registered.post(address, data=sent).status_code == 303
    assert registered.get("/admin/krav").text.count("Ada Åsen") == before - 1


def test_only_those_who_keep_the_register_see_it(as_user):
    assert as_user("leder").get("/admin/krav").status_code == 403
