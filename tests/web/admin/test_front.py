"""The first day: an empty installation leads on, step by step; the demo comes and goes."""

import re
from pathlib import Path

import pytest

from tests.web import town
from tests.web.conftest import rows
from vikarsentral import administration
from web.admin.kinds import before_and_after
from web.tillitsvalgt.record import KINDS


def steps(page):
    """Return the steps that are done and the one that is next."""
    found = re.findall(r'<a class="vs-tap"[^>]*>(.*?)</a>', page, re.S)
    done = [one for one in found if "Gjort" in one]
    ahead = [one for one in found if "Neste" in one]
    return len(done), re.sub(r"<[^>]+>|\s+", " ", ahead[0]).split() if ahead else []


def test_an_empty_installation_leads_from_step_to_step(newcomer, empty_db):
    page = newcomer.get("/admin").text
    assert "0 av 8 steg er tatt." in page
    assert steps(page)[1][1] == "Kommunen"
    assert "Kommunen har ikke fått navn." in page
    sent = {"name": "Lillevik", "sender_name": "", "language": "nb"}
    answer = newcomer.post("/admin/kommune?start=1", data=sent)
    assert answer.headers["Location"] == "/admin"
    newcomer.post("/admin/sektorer?start=1", data={"presets": ["health"]})
    newcomer.post(
        "/admin/enheter/ny?start=1",
        data={
            "name": "Solvang",
            "sector_code": "health",
            "area_code": "+",
            "area_name": "Nord",
            "leader": "ny",
            "is_active": "y",
        },
    )
    page = newcomer.get("/admin").text
    assert "4 av 8 steg er tatt." in page
    assert steps(page)[1][1] == "Ansatte"
    assert rows(empty_db, "select count(*) from shift_template") == [(3,)]


def test_pages_of_an_empty_installation_open(newcomer):
    for path in (
        "/admin/kommune",
        "/admin/sektorer",
        "/admin/omrader",
        "/admin/kompetanser",
        "/admin/enheter",
        "/admin/enheter/ny",
        "/admin/ansatte",
        "/admin/ansatte/ny",
        "/admin/vaktplan",
        "/admin/brukere",
        "/admin/turnus",
        "/admin/foresporsel",
    ):
        assert newcomer.get(path).status_code == 200, path
    assert newcomer.post("/admin/enheter/ny", data={"name": "X"}).status_code == 422
    assert newcomer.post("/admin/ansatte/ny", data={"name": "X"}).status_code == 422


def test_the_demo_comes_and_goes_with_one_tap_each(newcomer, empty_db):
    page = newcomer.post("/admin/provekommune").text
    assert "Prøvekommunen er klar." in page
    login, password = re.search(
        r'data-label="Brukernavn">(leder)</td>.*?<code>([^<]+)</code>', page, re.S
    ).groups()
    assert rows(empty_db, "select demo_size from municipality") == [("small",)]
    other = newcomer.application.test_client()
    answer = other.post("/logg-inn", data={"login": login, "password": password})
    assert answer.status_code == 303
    again = newcomer.post("/admin/provekommune")
    assert again.status_code == 303
    assert newcomer.post("/admin/provekommune/fjern").status_code == 303
    page = newcomer.get("/admin").text
    assert "Prøvekommunen er fjernet." in page
    assert "Hent prøvekommunen" in page
    assert rows(empty_db, "select login from app_user") == [("ny",)]
    assert other.get("/borte").status_code == 302


def test_a_real_municipality_is_never_taken_out(as_user, town_db):
    admin = as_user("admin")
    admin.post("/admin/provekommune/fjern")
    assert "Dette er en ekte kommune." in admin.get("/admin").text
    assert rows(town_db, "select name from municipality") == [("Fjordvik kommune",)]


def test_a_leader_sees_what_is_theirs(as_user):
    page = as_user("leder").get("/admin").text
    assert "/admin/enheter" in page
    assert "/admin/ansatte" not in page
    assert "Kom i gang" not in page
    assert town.UNITS[0][1] not in page


def test_the_record_tells_what_was_there_before_and_after(as_user):
    admin = as_user("admin")
    admin.post("/admin/omrader/nord", data={"name": "Nordre", "seen": '{"name": "Nord"}'})
    page = admin.get("/logg").text
    assert "Område endret" in page
    assert "Nord → Nordre" in page


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("2026-11-22", "22.11.2026"),
        ("2027-01-04T05:10:00+00:00", "04.01.2027 06:10"),
        ("2027-01-04T05:10:00", "04.01.2027 05:10"),
        ("2026-13-40", "2026-13-40"),
        ("2026-11-22 og mer", "2026-11-22 og mer"),
        (["2026-11-22", "natt"], "22.11.2026, natt"),
        (2026, "2026"),
    ],
)
def test_days_and_instants_of_the_record_are_written_as_on_every_page(kept, told):
    assert before_and_after({"after": {"day": kept}, "before": {"day": kept}}) == [
        ("day", told, told)
    ]


def test_every_act_of_administration_has_its_name_in_the_record():
    acts = set()
    for path in Path(administration.__path__[0]).glob("*.py"):
        acts |= set(re.findall(r'"((?:[a-z]+)\.[a-z_]+)"', path.read_text()))
    assert len(acts) > 20
    assert acts <= set(KINDS)


def test_rates_and_prices_are_one_tap_from_the_front_and_lead_back(as_user):
    admin = as_user("admin")
    front = admin.get("/admin").text
    for path in ("/vikarbruk/satser", "/vikarbruk/priser"):
        assert f'href="{path}"' in front
        page = admin.get(path)
        assert page.status_code == 200
        assert 'href="/vikarbruk"' not in page.text
        assert re.search(
            r'href="/admin"[^>]*>(?:\s|<svg.*?</svg>)*Administrasjon', page.text, re.S
        )
    assert 'href="/vikarbruk"' in as_user("planlegger").get("/vikarbruk/priser").text
