"""The register: who may draft, sign and end, and what is told beside the row when it is wrong."""

import re
from datetime import timedelta

import psycopg
import pytest

from tests.web import town
from tests.web.conftest import rows
from tests.web.tillitsvalgt.conftest import TUESDAY
from vikarsentral.access import Action
from web import guard

ROUTES = {
    "GET /avtaler": Action.SEE_AGREEMENTS,
    "GET /avtaler/<int:agreement_id>": Action.SEE_AGREEMENTS,
    "POST /avtaler/<int:agreement_id>/avslutt": Action.SIGN_AGREEMENT,
    "POST /avtaler/<int:agreement_id>/skriv-under": Action.SIGN_AGREEMENT,
    "GET /avtaler/ny": Action.DRAFT_AGREEMENT,
    "POST /avtaler/ny": Action.DRAFT_AGREEMENT,
    "GET /behov/<int:need_id>/unntak": Action.DECIDE_EMERGENCY,
    "POST /behov/<int:need_id>/unntak": Action.DECIDE_EMERGENCY,
    "GET /ekstratimer": Action.SEE_EXTRA_HOURS,
    "GET /fortrinnsrett": Action.SEE_PREFERENCE,
    "POST /fortrinnsrett": Action.SET_PREFERENCE,
    "GET /logg": Action.SEE_RECORD,
    "GET /mine-avtaler": Action.SIGN_OWN_AGREEMENT,
    "POST /mine-avtaler/<int:agreement_id>/skriv-under": Action.SIGN_OWN_AGREEMENT,
    "GET /mine-ekstratimer": Action.SIGN_OWN_AGREEMENT,
    "GET /unntak": Action.SEE_EMERGENCY,
    "POST /unntak/<int:exception_id>/bruk": Action.DECIDE_EMERGENCY,
    "POST /unntak/<int:exception_id>/sett": Action.SEE_EMERGENCY,
    "POST /unntak/<int:exception_id>/trekk": Action.DECIDE_EMERGENCY,
    "GET /vekter": Action.SEE_AGREEMENTS,
    "GET /vekter/ny": Action.DRAFT_AGREEMENT,
    "POST /vekter/ny": Action.DRAFT_AGREEMENT,
    "POST /vekter/<int:version>/skriv-under": Action.SIGN_AGREEMENT,
}
FORM = {
    "type": "lokal",
    "title": "Hviletid",
    "document_ref": "Protokoll 1",
    "valid_from": "2027-01-01",
    "valid_to": "2027-12-31",
    "daily_rest": "8",
}


def drafted(browser, **changes):
    """Draft by the form; the answer."""
    return browser.post("/avtaler/ny", data={**FORM, **changes})


def made(browser, **changes):
    """Draft by the form; the address of the new agreement."""
    answer = drafted(browser, **changes)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def sign(browser, path, side):
    return browser.post(f"{path}/skriv-under", data={"side": side}).status_code


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("tillitsvalgt.")
            for method in rule.methods - {"HEAD", "OPTIONS"}
        }
    assert ours == ROUTES


def test_two_people_make_an_agreement_count(planner, tillitsvalgt):
    path = made(tillitsvalgt)
    page = planner.get(path).text
    assert "Mangler underskrift" in page
    assert "Skriv under for arbeidsgiver" in page
    assert "Skriv under for de ansatte" not in page
    assert sign(planner, path, "employer") == 303
    assert "Mangler underskrift" in planner.get(path).text
    assert sign(tillitsvalgt, path, "counterpart") == 303
    assert "Gjelder nå" in tillitsvalgt.get(path).text
    assert "Gjelder nå" in planner.get("/avtaler").text


def test_days_before_both_had_signed_are_told_of_until_the_agreement_begins_later(
    planner, tillitsvalgt
):
    warned = "men begge hadde først skrevet under her"
    day = {"daily_rest": "", "day_minutes": "10"}
    paths = [
        made(tillitsvalgt),
        made(tillitsvalgt, valid_from=town.TODAY.isoformat(), **day),
    ]
    for path in paths:
        assert sign(planner, path, "employer") == 303
        assert warned not in planner.get(path).text
        assert sign(tillitsvalgt, path, "counterpart") == 303
    assert [warned in planner.get(path).text for path in paths] == [True, False]


@pytest.mark.parametrize(
    ("login", "side", "told"),
    [
        ("planlegger", "counterpart", "For de ansatte skriver en tillitsvalgt under."),
        ("tillitsvalgt", "employer", "planlegger eller administrator"),
    ],
)
def test_signature_without_the_role_is_told_who_may(as_user, planner, login, side, told):
    path = made(planner)
    answer = as_user(login).post(f"{path}/skriv-under", data={"side": side})
    assert answer.status_code == 422
    assert told in answer.text


def test_second_signature_of_the_same_side_comes_too_late(as_user, planner):
    path = made(planner)
    assert sign(planner, path, "employer") == 303
    assert sign(planner, path, "employer") == 303
    assert sign(as_user("admin"), path, "employer") == 409
    assert sign(planner, path, "nobody") == 422


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"daily_rest": "7:59"}, "Loven tillater fra 8"),
        ({"daily_rest": "otte"}, "Skriv timer, som 8, 8,5 eller 8:30."),
        ({"daily_rest": ""}, "Fyll ut minst én grense."),
        ({"overtime_week": "20:01"}, "Loven tillater fra 0"),
        ({"valid_to": "2026-12-31"}, "Siste dag må være samme dag"),
        ({"valid_to": "2027-01-04"}, "vært over allerede"),
        ({"valid_to": "snart"}, "Velg en dag."),
        ({"title": ""}, "Skriv mellom 1 og 200 tegn."),
        ({"document_ref": "x" * 250}, "Skriv mellom 1 og 200 tegn."),
        ({"units": "månen"}, "En av enhetene finnes ikke lenger."),
        ({"red_days": "aldri"}, "Velg noe fra listen."),
        ({"lunsj": "1"}, "«lunsj» kan ikke avtales på dette nivået. Dette kan avtales: Hvile"),
        (
            {"type": "individuell", "employee_no": "204", "day_minutes": "10"},
            "«Hvile mellom arbeidsperioder» kan ikke avtales på dette nivået.",
        ),
        ({"type": "innleie"}, "kan ikke avtales. En avtale om innleie har ingen grenser."),
        ({"type": "individuell", "employee_no": "0", "day_minutes": "10"}, "Ingen ansatt har"),
        ({"type": "individuell", "employee_no": "204", "day_minutes": "10:01"}, "til 10"),
    ],
)
def test_wrong_row_is_told_beside_it_and_nothing_is_kept(planner, town_db, changes, told):
    answer = drafted(planner, **changes)
    assert answer.status_code == 422
    assert told in answer.text.replace("\N{NO-BREAK SPACE}", " ")
    assert rows(town_db, "select count(*) from agreement") == [(0,)]


def test_what_was_written_stays_in_the_form(planner):
    page = drafted(planner, daily_rest="7", title="Vår avtale", units="solvang").text
    assert 'value="Vår avtale"' in page
    assert re.search(r'name="daily_rest" id="daily_rest" value="7"', page)
    assert re.search(r'value="solvang" checked', page)
    assert 'aria-invalid="true"' in page


def test_bounds_of_the_law_stand_beside_each_limit(planner):
    page = planner.get("/avtaler/ny").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Uten avtale: 11 t. Kan avtales fra 8 t til 24 t." in page
    assert "arbeidsmiljøloven § 10-8" in page
    alone = planner.get("/avtaler/ny?type=individuell").text
    assert 'name="employee_no"' in alone
    assert 'name="daily_rest"' not in alone
    assert "§ 14-12" in planner.get("/avtaler/ny?type=innleie").text
    assert planner.get("/avtaler/ny?type=annet").status_code == 404
    assert planner.get("/avtaler/ny?erstatter=tull").status_code == 404


def test_overlapping_days_are_refused_and_name_the_other(planner, tillitsvalgt):
    path = made(planner, units="solvang")
    sign(planner, path, "employer")
    sign(tillitsvalgt, path, "counterpart")
    page = drafted(planner).text
    assert "setter det samme for de samme" in page
    assert drafted(planner, units="fjellheim").status_code == 303


def test_new_version_is_filled_in_and_ends_the_old(planner, tillitsvalgt):
    old = made(planner, units="solvang", red_days="average")
    for browser, side in ((planner, "employer"), (tillitsvalgt, "counterpart")):
        sign(browser, old, side)
    number = old.rsplit("/", 1)[1]
    form = planner.get(f"/avtaler/ny?erstatter={number}").text
    assert re.search(r'name="daily_rest" id="daily_rest" value="8"', form)
    assert "solvang" in form
    changed = {"erstatter": number, "valid_from": "2027-06-01", "daily_rest": "9"}
    new = made(planner, **changed)
    for browser, side in ((planner, "employer"), (tillitsvalgt, "counterpart")):
        sign(browser, new, side)
    assert "31. mai 2027" in planner.get(old).text
    assert "Versjon 2" in planner.get(old).text
    assert drafted(planner, **changed).status_code == 409


def test_either_side_ends_it_with_a_day(planner, tillitsvalgt):
    path = made(planner)
    for browser, side in ((planner, "employer"), (tillitsvalgt, "counterpart")):
        sign(browser, path, side)
    ask = {"last_on": "2027-01-04"}
    wrong = tillitsvalgt.post(f"{path}/avslutt", data=ask)
    assert wrong.status_code == 422
    assert "Velg en dag fra 5. januar 2027" in wrong.text
    for told in ("x", "9999-12-31", "0001-01-01"):
        assert tillitsvalgt.get(f"{path}?slutter={told}").status_code == 200
        assert tillitsvalgt.post(f"{path}/avslutt", data={"last_on": told}).status_code == 422
    assert tillitsvalgt.get(f"{path}?slutter=2027-02-01").status_code == 200
    assert tillitsvalgt.post(f"{path}/avslutt", data={"last_on": "2027-02-01"}).status_code == 303
    assert "Avsluttet før tiden av tillitsvalgt" in planner.get(path).text
    assert planner.post(f"{path}/avslutt", data={"last_on": "2027-02-01"}).status_code == 409


def test_draft_is_withdrawn_without_a_day(planner):
    path = made(planner)
    assert planner.post(f"{path}/avslutt").status_code == 303
    assert "Trukket" in planner.get(path).text
    assert sign(planner, path, "employer") == 409


def test_what_an_early_end_makes_unlawful_is_listed_first(planner, tillitsvalgt, town_db):
    path = made(planner)
    for browser, side in ((planner, "employer"), (tillitsvalgt, "counterpart")):
        sign(browser, path, side)
    with psycopg.connect(town_db) as connection:
        connection.execute(
            "insert into shift (person_id, unit_id, starts_at, ends_at, unpaid_break_minutes,"
            " requires, kind, status, uid, sequence, created_at, changed_at, version)"
            " select person_id, unit_id, starts_at + interval '18 hours',"
            " ends_at + interval '18 hours', 0, requires, kind, status, 'early', 0, created_at,"
            " changed_at, 1 from shift where person_id = (select id from person where name ="
            " 'Ivar Iversen') and starts_at = %s",
            [town.at(TUESDAY - timedelta(days=1), "13:30")],
        )
    page = planner.get(f"{path}?slutter=2027-01-10").text
    assert "trenger avtalen etter 10. januar 2027" in page
    assert page.count('data-label="Hvem">Ivar Iversen') == 2
    assert "lovlige bare med denne avtalen" not in page
    later = planner.get(f"{path}?slutter=2027-02-10").text
    assert "lovlige bare med denne avtalen" in later


def test_agreement_on_hire_is_kept_and_shown(planner):
    path = made(planner, type="innleie", daily_rest="")
    assert "Innleie fra bemanningsforetak" in planner.get(path).text


def test_employee_signs_the_own_agreement_and_sees_no_other(planner, as_user):
    mine = made(planner, type="individuell", employee_no="204", daily_rest="", day_minutes="10")
    other = made(planner, type="individuell", employee_no="203", daily_rest="", day_minutes="10")
    hanne = as_user("hanne")
    page = hanne.get("/mine-avtaler").text
    assert page.count("Skriv under</button>") == 1
    number, foreign = (path.rsplit("/", 1)[1] for path in (mine, other))
    assert hanne.post(f"/mine-avtaler/{foreign}/skriv-under").status_code == 404
    assert hanne.post(f"/mine-avtaler/{number}/skriv-under").status_code == 303
    assert sign(planner, mine, "employer") == 303
    assert "Gjelder nå" in hanne.get("/mine-avtaler").text
    assert hanne.get(mine).status_code == 403
