"""People, rota and needs out, and in again unchanged: nothing is changed."""

import io

import pytest

from tests.web import town
from tests.web.conftest import rows
from vikarsentral.importing import work

WEEK = {"fra": "28.12.2026", "til": "2027-01-17"}


NEEDS = b"Referanse;Enhet;Dato;Fra;Til;Krav\nB-1;solvang;12.01.2027;07:30;15:00;sykepleier\n"


def taken_in(browser, kind, content, name):
    """Upload a file, do what the job does, and return the file's address."""
    sent = {"type": kind, "key": f"key-{name}", "file": (io.BytesIO(content), name)}
    told = browser.post("/admin/filer", data=sent, content_type="multipart/form-data")
    address = told.headers["Location"]
    work.run(int(address.rsplit("/", 1)[1]))
    return address


@pytest.mark.parametrize(
    ("kind", "path", "format_"),
    [("people", "ansatte", "csv"), ("rota", "turnus", "xlsx"), ("needs", "behov", "csv")],
)
def test_out_and_in_changes_nothing(as_user, town_db, kind, path, format_):
    admin = as_user("admin")
    address = taken_in(admin, "needs", NEEDS, "behov.csv")
    admin.post(f"{address}/lagre")
    work.run(int(address.rsplit("/", 1)[1]))
    answer = admin.get(f"/filer-ut/{path}", query_string={**WEEK, "som": format_})
    assert answer.status_code == 200
    name = answer.headers["Content-Disposition"].split('"')[1]
    page = admin.get(taken_in(admin, kind, answer.data, name)).text
    found = rows(town_db, "select report from file_import order by id desc")[0][0]
    piles = {name: found[name] for name in ("added", "changed", "deactivated", "fault_count")}
    assert piles == dict.fromkeys(piles, 0), found["faults"]
    assert found["unchanged"] > 0
    assert "Det er ingenting å lagre." in page
    assert rows(town_db, "select data->>'file' from event where kind = 'file.fetched'") != []


def test_a_leader_gets_the_rota_of_own_units_and_nobodys_list(as_user):
    leader = as_user("leder")
    told = leader.get("/filer-ut/turnus", query_string=WEEK).text
    units = {line.split(";")[1] for line in told.splitlines()[1:]}
    assert units == {"solvang"}
    assert leader.get("/filer-ut/ansatte").status_code == 403
    other = next(code for code, *_ in town.UNITS if code != "solvang")
    answer = leader.get("/filer-ut/behov", query_string={**WEEK, "enhet": other})
    assert answer.status_code == 422


def test_the_page_leads_each_to_what_is_theirs(as_user):
    page = as_user("leder").get("/filer-ut").text
    assert "/filer-ut/turnus" in page
    assert "/filer-ut/ansatte" not in page
    page = as_user("admin").get("/filer-ut").text
    assert "/filer-ut/ansatte" in page
    assert "Ansatte uten stilling, og vakter som ikke kan stå på én rad, er ikke med." in page
    assert "/filer-ut/turnus" not in as_user("planlegger").get("/filer-ut").text


def test_bad_choices_are_told_in_words(as_user):
    admin = as_user("admin")
    for path, told in (
        ("ansatte", {"som": "pdf"}),
        ("turnus", {**WEEK, "som": "\x00"}),
        ("behov", {"fra": "x", "til": "31.02.2027"}),
        ("turnus", {**WEEK, "enhet": "\x00"}),
    ):
        answer = admin.get(f"/filer-ut/{path}", query_string=told)
        assert answer.status_code == 422, (path, told)
