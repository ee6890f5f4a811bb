"""The sum behind a line: rows that add up, for own shifts, for orders, and for lines of old."""

import json
import re

import psycopg
import pytest
from flask import Flask

from tests.vikarsentral.rules.pay.made import nurse, work
from tests.web.conftest import rows
from vikarsentral.rules.pay import explain, price
from web.planner import sums

NIGHT = work("2027-01-15T21:45", "2027-01-16T07:30")
PAY = price(NIGHT, nurse())


@pytest.fixture
def planlegger(as_user):
    return as_user("planlegger")


@pytest.fixture
def line(town_db):
    """A line of a shift with a receipt from the engine."""
    lines = json.dumps(explain(NIGHT, nurse()))
    with psycopg.connect(town_db) as connection:
        found = connection.execute(
            "update labour_line set receipt = %s, cost_ore = %s, minutes = 585"
            " where id = (select min(id) from labour_line where source = 'pool') returning id",
            (lines, PAY.total),
        ).fetchone()
    return found[0]


def ore(text):
    """Return every amount with øre in a text, in øre."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return [
        int(whole.replace(" ", "")) * 100 + int(rest)
        for whole, rest in re.findall(r"(\d[\d ]*),(\d\d) kr", plain)
    ]


def test_the_rows_sum_to_the_total_to_the_ore(planlegger, line):
    page = planlegger.get(f"/vikarbruk/vakter/{line}")
    assert page.status_code == 200
    body = page.text[page.text.index("<tbody>") : page.text.index("</tbody>")]
    amounts = [
        ore(cell)[0]
        for cell in re.findall(r'class="vs-number vs-nowrap">.*?</td>', body, re.DOTALL)
    ]
    assert len(amounts) == len(PAY.lines)
    assert sum(amounts) == PAY.total
    assert ore(page.text[page.text.index("<tfoot>") :])[0] == PAY.total


def test_each_row_names_what_it_is_and_its_paragraph(planlegger, line):
    page = planlegger.get(f"/vikarbruk/vakter/{line}").text
    for word in ("Grunnlønn", "Nattillegg", "Lørdags- og søndagstillegg", "Feriepenger",
                 "Pensjon", "Arbeidsgiveravgift", "HTA kap. 1 § 5.4", "21:45–00:00"):  # fmt: skip
        assert word in page, word


def test_a_line_of_old_says_that_its_sum_is_not_kept(planlegger, town_db):
    [(line,)] = rows(town_db, "select max(id) from labour_line where shift_id is not null")
    assert "ikke lagret" in planlegger.get(f"/vikarbruk/vakter/{line}").text


def test_an_order_is_minutes_times_price(planlegger, town_db):
    [(line,)] = rows(town_db, "select id from labour_line where agency_order_id is not null")
    page = planlegger.get(f"/vikarbruk/vakter/{line}").text
    assert 90_000 in ore(page)
    assert 630_000 in ore(page)
    assert "420" in page


def test_an_orders_price_is_split_by_the_list(planlegger, town_db):
    [(line,)] = rows(town_db, "select id from labour_line where agency_order_id is not null")
    address = f"/vikarbruk/vakter/{line}"
    query = "update price set day_ore_per_hour = %s, inconvenient_ore_per_hour = %s returning id"
    rows(
        town_db,
        "insert into price (sector_code, competence_code, day_ore_per_hour,"
        " inconvenient_ore_per_hour, has_vat, framework, valid_from)"
        " values ('health', 'sykepleier', 1, 1, true, 'Ramme 7', '2026-01-01')"
        " on conflict do nothing returning id",
    )
    rows(town_db, query, 90_000, 90_000)
    page = planlegger.get(address).text
    assert "Slik er timeprisen regnet ut" in page
    assert "Kveld, natt, helg eller helligdag" in page
    assert "Merverdiavgift kommer i tillegg." in page
    rows(town_db, query, 90_000, 90_100)
    assert "Prislisten gir en annen pris nå." in planlegger.get(address).text


def test_another_units_line_is_not_found(as_user, town_db):
    [(line,)] = rows(
        town_db,
        "select l.id from labour_line l join unit u on u.id = l.unit_id"
        " where u.code = %s and l.shift_id is not null limit 1",
        "fjellheim",
    )
    assert as_user("leder").get(f"/vikarbruk/vakter/{line}").status_code == 404
    assert as_user("nabo").get(f"/vikarbruk/vakter/{line}").status_code == 200


def test_an_unknown_line_is_not_found(planlegger):
    assert planlegger.get("/vikarbruk/vakter/999999999").status_code == 404
    assert planlegger.get("/vikarbruk/vakter/99999999999999999999").status_code == 404


def test_the_list_leads_to_the_sums(planlegger, line):
    page = planlegger.get("/vikarbruk/vakter?fra=2027-01-01&til=2027-02-28")
    assert f"/vikarbruk/vakter/{line}" in page.text


def test_every_kind_of_line_has_a_name(one_app: Flask):
    kinds = {line.kind for line in PAY.lines}
    assert kinds <= set(sums.KINDS)
    with one_app.test_request_context("/"):
        assert sums.exact(123_456) == "1\xa0234,56\xa0kr"


def test_a_long_list_is_turned_page_by_page(planlegger, line, monkeypatch):
    monkeypatch.setattr("web.planner.pages.LINES_SHOWN", 1)
    address = "/vikarbruk/vakter?fra=2027-01-01&til=2027-02-28"
    seen, number = [], 1
    while "Senere vakter" in (page := planlegger.get(f"{address}&side={number}").text):
        seen += re.findall(r"/vikarbruk/vakter/(\d+)\?", page)
        number += 1
    seen += re.findall(r"/vikarbruk/vakter/(\d+)\?", page)
    assert len(seen) == len(set(seen)) == number > 1
    assert str(line) in seen
    after = planlegger.get(f"{address}&side={number + 1}").text
    assert "Det er ikke flere vakter bak tallet." in after
    for nonsense in ("0", "-1", "x", "9" * 30):
        assert planlegger.get(f"{address}&side={nonsense}").status_code == 200
