"""The spend pages: sums that agree, figures that open, files that open in Excel, filters."""

import html
import re

import pytest

from tests.web import town
from tests.web.conftest import rows
from vikarsentral.access import Action
from web import guard
from web.planner import csvfile

ROUTES = {
    "GET /vikarbruk": Action.SEE_SPEND,
    "GET /vikarbruk.csv": Action.SEE_SPEND,
    "GET /vikarbruk/bestillinger": Action.SEE_SPEND,
    "GET /vikarbruk/bestillinger/<int:order_id>": Action.APPROVE_AGENCY,
    "POST /vikarbruk/bestillinger/<int:order_id>": Action.APPROVE_AGENCY,
    "GET /vikarbruk/deltid": Action.SEE_SPEND,
    "GET /vikarbruk/priser": Action.SEE_PAY_VALUES,
    "POST /vikarbruk/priser": Action.SET_PAY_VALUES,
    "POST /vikarbruk/priser/<int:price_id>/slutt": Action.SET_PAY_VALUES,
    "GET /vikarbruk/satser": Action.SEE_PAY_VALUES,
    "GET /vikarbruk/satser/<key>": Action.SET_PAY_VALUES,
    "POST /vikarbruk/satser/<key>": Action.SET_PAY_VALUES,
    "GET /vikarbruk/vakter": Action.SEE_SPEND,
    "GET /vikarbruk/vakter/<int:line_id>": Action.SEE_SPEND,
    "GET /vikarbruk/vakter.csv": Action.SEE_SPEND,
}
ALL = 1_656_050  # øre: every line of the town added by hand


@pytest.fixture
def planlegger(as_user):
    return as_user("planlegger")


def kroner(text):
    """Return every amount in a text, in whole kroner."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return [int(one.replace(" ", "")) for one in re.findall(r"(\d[\d ]*) kr", plain)]


def tables(page):
    """Return the tables of a page as lists of rows of amounts."""
    return [
        [kroner(row) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL)
    ]


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("planner.")
            for method in rule.methods - {"HEAD", "OPTIONS"}
        }
    assert ours == ROUTES


def test_three_tables_have_the_same_sum(planlegger):
    page = planlegger.get("/vikarbruk")
    assert page.status_code == 200
    wholes = [table[-1][-1] for table in tables(page.text)]
    assert wholes == [round(ALL / 100)] * 3
    assert "Januar 2027" in page.text
    assert "Februar 2027" in page.text


def test_every_figure_opens_to_its_own_shifts(planlegger):
    page = planlegger.get("/vikarbruk").text
    links = re.findall(r'<a class="ds-link" href="(/vikarbruk/vakter[^"]*)">([^<]+)</a>', page)
    assert len(links) >= 20
    for address, figure in links:
        opened = planlegger.get(html.unescape(address)).text
        whole, *each = kroner(opened)
        assert whole == kroner(figure)[0]
        assert abs(sum(each) - whole) <= len(each)


def test_filters_narrow_and_stay(planlegger):
    page = planlegger.get("/vikarbruk?enhet=fjellheim").text
    assert tables(page)[0][-1] == [3150]
    page = planlegger.get("/vikarbruk?fra=2027-01-01&til=2027-01-31").text
    assert tables(page)[0][-1] == [10_710]
    assert "fra=2027-01-05" not in page
    page = planlegger.get("/vikarbruk?sektor=health").text
    assert tables(page)[0][-1] == [round(ALL / 100)]


def test_leader_sees_the_own_unit_alone(as_user):
    page = as_user("nabo").get("/vikarbruk").text
    assert "Solvang" not in page
    assert tables(page)[0][-1] == [3150]
    assert as_user("nabo").get("/vikarbruk?enhet=solvang").status_code == 404
    assert "Solvang" not in as_user("nabo").get("/vikarbruk/vakter").text
    assert "Solvang" not in as_user("nabo").get("/vikarbruk/vakter.csv").text


@pytest.mark.parametrize("page", ["", "/vakter", "/bestillinger", "/vakter.csv", ".csv"])
@pytest.mark.parametrize(
    "asked",
    [
        "fra=tull",
        "til=31.12.2026",
        "fra=2027-02-01&til=2027-01-01",
        "fra=2001-01-01&til=2027-01-01",
    ],
)
def test_period_when_it_cannot_be_used_then_422(planlegger, page, asked):
    assert planlegger.get(f"/vikarbruk{page}?{asked}").status_code == 422


@pytest.mark.parametrize("asked", ["enhet=x", "sektor=x", "kilde=x", "enhet=%00"])
def test_filter_when_unknown_then_404(planlegger, asked):
    assert planlegger.get(f"/vikarbruk/vakter?{asked}").status_code == 404


def test_orders_show_status_and_legal_basis(planlegger):
    page = planlegger.get("/vikarbruk/bestillinger").text
    assert "Helsepersonell for en tid, forskrift om innleie § 3" in page
    assert "Ikke tatt stilling til" in page
    assert kroner(page) == [6300, 6300]


@pytest.fixture
def proposal(town_db):
    """The number of the order that is proposed at the neighbour's unit."""
    return rows(town_db, "select id from agency_order where status = 'proposed'")[0][0]


def status_of(url, order):
    return {row[0]: row[1:] for row in rows(url, "select id, status, basis from agency_order")}[
        order
    ]


def test_leader_approves_once_however_often_it_is_pressed(as_user, town_db, proposal):
    leader = as_user("nabo")
    assert "Godkjenn" in leader.get("/vikarbruk/bestillinger").text
    sent = {"decision": "approve", "basis": "health_temporary"}
    address = f"/vikarbruk/bestillinger/{proposal}"
    assert [leader.post(address, data=sent).status_code for _ in range(2)] == [303, 303]
    assert status_of(town_db, proposal) == ("approved", "health_temporary")
    assert rows(town_db, "select count(*) from labour_line where source = 'agency'") == [(2,)]
    page = leader.get("/vikarbruk/bestillinger").text
    assert "Bestillingen er godkjent." in page
    assert "allerede avgjort" in page


def test_leader_declines_and_the_need_stands_open(as_user, town_db, proposal):
    sent = {"decision": "decline"}
    assert (
        as_user("nabo").post(f"/vikarbruk/bestillinger/{proposal}", data=sent).status_code == 303
    )
    assert status_of(town_db, proposal) == ("declined", None)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"decision": "x"},
        {"decision": "approve"},
        {"decision": "approve", "basis": "x"},
        {"decision": "approve", "basis": "vikariat"},
        {"decision": "approve", "basis": "tv_agreement"},
    ],
)
def test_decision_when_it_cannot_be_used_then_422(as_user, town_db, proposal, sent):
    answer = as_user("nabo").post(f"/vikarbruk/bestillinger/{proposal}", data=sent)
    assert answer.status_code == 422
    assert status_of(town_db, proposal) == ("proposed", None)


def test_other_leader_and_planner_may_not_decide(as_user, town_db, proposal):
    sent = {"decision": "approve", "basis": "health_temporary"}
    for login in ("leder", "planlegger"):
        answer = as_user(login).post(f"/vikarbruk/bestillinger/{proposal}", data=sent)
        assert answer.status_code == 403
    assert status_of(town_db, proposal) == ("proposed", None)


def test_nobody_is_named(planlegger):
    for path in ("/vikarbruk", "/vikarbruk/vakter", "/vikarbruk/vakter.csv"):
        page = planlegger.get(path).text
        assert not any(name in page for name in (*town.OWN_NAMES, *town.POOL_NAMES))


def test_files_open_in_a_norwegian_excel_and_sum_up(planlegger):
    answer = planlegger.get("/vikarbruk/vakter.csv")
    assert answer.data.startswith(b"\xef\xbb\xbfStart;Slutt;Enhet;Kilde;Timer;Kroner")
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = answer.data.decode("utf-8-sig").strip().split("\r\n")[1:]
    ore = sum(int(line.split(";")[5].replace(",", "")) for line in lines)
    assert ore == ALL
    by_group = planlegger.get("/vikarbruk.csv").data.decode("utf-8-sig").strip().split("\r\n")[1:]
    assert sum(int(line.split(";")[4].replace(",", "")) for line in by_group) == ALL


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_is_made_harmless(risky):
    assert csvfile.written(risky) == f"'{risky}"
    assert csvfile.written("Solvang") == "Solvang"


def test_numbers_have_decimal_commas():
    assert csvfile.written(csvfile.kroner(-5)) == "-0,05"
    assert csvfile.written(csvfile.hours(450)) == "7,50"
