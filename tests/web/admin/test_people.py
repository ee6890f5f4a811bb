"""People on the pages: found, added, changed, given posts; and what ends when they leave."""

import re

import pytest

from tests.web import town
from tests.web.admin.conftest import seen
from tests.web.conftest import rows

NEW = {
    "name": "Åse Åsheim",
    "employee_no": "00777",
    "phone": "400 00 000",
    "email": "",
    "language": "nb",
    "home_area": "nord",
    "hourly_cost_ore": "412,50",
    "kind": "hourly",
    "role_code": "sykepleier",
    "stillingsprosent": "0",
    "regime": "ROTA_38",
    "valid_from": "2027-01-01",
}


@pytest.fixture
def unit(town_db):
    return rows(town_db, "select id from unit where code = 'solvang'")[0][0]


def person_named(url, name):
    return rows(url, "select id from person where name = %s", name)[0][0]


@pytest.fixture
def vikar(town_db):
    """The pool employee who is a user and covers a shift today."""
    return person_named(town_db, town.POOL_NAMES[1])


def test_people_are_searched_and_paged(admin):
    page = admin.get("/admin/ansatte").text
    assert "10 ansatte." in page
    found = admin.get("/admin/ansatte?sok=åsen").text
    assert "Ada Åsen" in found
    assert "Bo Østby" not in found
    assert "Ingen ansatte passer" in admin.get("/admin/ansatte?sok=%25").text
    for odd in ("side=x", "side=-1", "side=99999999999", "side=٣", "sok=%00a", "side=0"):
        assert admin.get(f"/admin/ansatte?{odd}").status_code == 200


def test_a_person_is_added_with_the_first_post(admin, town_db, unit):
    assert admin.get("/admin/ansatte/ny").status_code == 200
    answer = admin.post("/admin/ansatte/ny", data={**NEW, "unit_id": str(unit)})
    assert answer.status_code == 303
    assert rows(
        town_db, "select phone, hourly_cost_ore from person where employee_no = '00777'"
    ) == [("40000000", 41_250)]
    assert admin.post("/admin/ansatte/ny", data={**NEW, "unit_id": str(unit)}).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"employee_no": "01019912345"}, "Aldri fødselsnummer"),
        ({"name": ""}, "Fyll ut dette feltet"),
        ({"email": "ring"}, "navn@kommune.no"),
        ({"hourly_cost_ore": "mye"}, "Skriv et tall"),
        ({"stillingsprosent": "101"}, "Skriv en prosent fra 0 til 100."),
        ({"stillingsprosent": ""}, "Fyll ut dette feltet"),
        ({"kind": "pool"}, "Stilling i vikarsentralen har ingen enhet"),
        ({"kind": "x"}, "Velg noe fra listen"),
        ({"valid_from": "i går"}, "Fyll ut dette feltet"),
        ({"valid_to": "2020-01-01"}, "Siste dag må være etter første dag"),
        ({"unit_id": "x"}, "Velg noe fra listen"),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_field(admin, town_db, unit, wrong, sentence):
    answer = admin.post("/admin/ansatte/ny", data={**NEW, "unit_id": str(unit), **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "01019912345" not in re.sub(r"<input[^>]*>", "", answer.text)
    assert rows(town_db, "select count(*) from person where employee_no = '00777'") == [(0,)]


def test_a_person_is_changed_and_the_second_is_told(admin, town_db, vikar):
    where = f"/admin/ansatte/{vikar}"
    page = admin.get(where).text
    place = page.index('name="employee_no"')
    held = seen(page[page.rindex("<form", 0, place) :])
    sent = {
        "name": "Bo Nytt",
        "employee_no": "101",
        "phone": "+4740000000",
        "language": "nb",
        "home_area": "nord",
        "hourly_cost_ore": "420",
        "seen": held,
    }
    assert admin.post(where, data=sent).status_code == 303
    answer = admin.post(where, data={**sent, "name": "Bo Senere"})
    assert answer.status_code == 409
    assert "Navn: du så «Bo Østby», nå står det «Bo Nytt»." in answer.text
    assert 'value="Bo Senere"' in answer.text


def nested(depth):
    return '{"name": ' + "[" * depth + "]" * depth + "}"


@pytest.mark.parametrize(
    ("was", "told"),
    [
        ('{"name": "2026-11-22"}', "Navn: du så «2026-11-22», nå står det «Bo Østby»."),
        ('{"home_area": "9999-12-31T23:30:00+00:00"}', "du så «9999-12-31T23:30:00+00:00», nå"),
        ('{"home_area": "0001-01-01T00:00:00+05:00"}', "du så «0001-01-01T00:00:00+05:00», nå"),
        ('{"home_area": "2026-11-22T23:30:00+00:00"}', "du så «23.11.2026 00:30», nå"),
        ('{"name": ["a", ["b", [["c"]]]]}', "Navn: du så «a, b, …», nå"),
        (nested(400), "Navn: du så «…», nå"),
        (nested(900), "nå står det"),
        (nested(100_000), None),
    ],
    ids=["a name", "last", "first", "an instant", "lists", "deep", "deeper", "deepest"],
)
def test_whatever_was_sent_as_seen_is_told_and_never_a_fault_here(admin, vikar, was, told):
    sent = {"name": "Bo Ny", "employee_no": "101", "language": "nb", "home_area": "nord"}
    answer = admin.post(
        f"/admin/ansatte/{vikar}", data={**sent, "hourly_cost_ore": "1", "seen": was}
    )
    assert answer.status_code in (303, 409, 413)
    if told is not None:
        assert answer.status_code == 409
        assert told in answer.text


def test_posts_are_added_changed_and_summed(admin, town_db, vikar, unit):
    where = f"/admin/ansatte/{vikar}/stillinger"
    (post,) = rows(town_db, "select id from post where person_id = %s", vikar)[0]
    page = admin.get(f"{where}/{post}").text
    half = {**NEW, "kind": "pool", "unit_id": "", "stillingsprosent": "50", "seen": seen(page)}
    half["valid_from"] = "2020-01-01"
    assert admin.post(f"{where}/{post}", data=half).status_code == 303
    third = {**NEW, "kind": "part_time", "unit_id": str(unit), "stillingsprosent": "33,33"}
    assert admin.post(f"{where}/ny", data=third).status_code == 303
    assert "Stilling i alt: 83,33" in admin.get(f"/admin/ansatte/{vikar}").text
    assert admin.get(f"{where}/999999").status_code == 404


def test_competences_and_places_of_a_person(admin, town_db, vikar, unit):
    where = f"/admin/ansatte/{vikar}"
    sent = {"competence": "sykepleier", "valid_to": "2027-06-30"}
    assert admin.post(f"{where}/kompetanser", data=sent).status_code == 303
    page = admin.get(where).text
    assert "til 30. juni 2027" in page
    wrong = {**sent, "valid_from": "2028-01-01"}
    assert admin.post(f"{where}/kompetanser", data=wrong).status_code == 422
    reach = {"sectors": "health", "known": str(unit), "seen": seen(page)}
    assert admin.post(f"{where}/steder", data=reach).status_code == 303
    assert admin.post(f"{where}/steder", data={"seen": seen(page)}).status_code == 409
    assert admin.post(f"{where}/kompetanser/sykepleier/slett").status_code == 303
    assert rows(town_db, "select count(*) from person_competence where person_id = %s", vikar) == [
        (0,)
    ]


def test_who_leaves_is_out_at_once_and_the_shifts_need_somebody(admin, as_user, town_db, vikar):
    own = as_user("vikar")
    address = re.search(r'value="([^"]+/kalender/[^"]+)"', own.post("/min-kalender/lenke").text)
    feed = "/kalender/" + address.group(1).split("/kalender/")[1]
    assert own.get(feed).status_code == 200
    assert "Avslutt nå" in admin.get(f"/admin/ansatte/{vikar}/slutt").text
    assert admin.post(f"/admin/ansatte/{vikar}/slutt").status_code == 303
    assert own.get("/mine-vakter").status_code == 302
    assert own.get(feed).status_code == 404
    assert rows(
        town_db,
        "select count(*) from shift where person_id = %s and starts_at > %s"
        " and status in ('planned', 'confirmed')",
        vikar,
        town.NOW,
    ) == [(0,)]
    assert "Én vakt trenger vikar." in admin.get(f"/admin/ansatte/{vikar}").text
    assert admin.post(f"/admin/ansatte/{vikar}/aktiv").status_code == 303
