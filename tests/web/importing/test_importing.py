"""Files in: chosen, read, looked at, stored or dropped; and what is refused."""

import io
import re

import pytest

from tests.web.conftest import rows
from vikarsentral.access import Action
from vikarsentral.importing import work
from web import guard
from web.importing import pages, room

ROUTES = {
    "GET /admin/filer": Action.IMPORT_FILES,
    "POST /admin/filer": Action.IMPORT_FILES,
    "GET /admin/filer/<int:import_id>": Action.IMPORT_FILES,
    "GET /admin/filer/<int:import_id>/fremdrift": Action.IMPORT_FILES,
    "POST /admin/filer/<int:import_id>/forkast": Action.IMPORT_FILES,
    "POST /admin/filer/<int:import_id>/lagre": Action.IMPORT_FILES,
    "GET /admin/filer/kolonner/<kind>": Action.IMPORT_FILES,
    "GET /admin/filer/mal/<kind>.<format_>": Action.IMPORT_FILES,
}
NEEDS = "Enhet;Dato;Fra;Til;Krav\nsolvang;12.01.2027;07:30;15:00;sykepleier\n"


@pytest.fixture
def admin(as_user):
    return as_user("admin")


def send(browser, kind, text, name="fil.csv", key="k1"):
    """Upload a file and return the page's address."""
    content = text.encode() if isinstance(text, str) else text
    data = {"type": kind, "key": key, "file": (io.BytesIO(content), name)}
    return browser.post("/admin/filer", data=data, content_type="multipart/form-data")


def read(browser, answer):
    """Do what the job does, and return the page of the upload and its address."""
    address = answer.headers["Location"]
    work.run(int(address.rsplit("/", 1)[1]))
    return browser.get(address), address


def open_needs(url):
    return rows(url, "select count(*) from need where created_by = 'admin'")[0][0]


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("importing.")
            for method in rule.methods - {"HEAD", "OPTIONS"}
        }
    assert ours == ROUTES


def test_a_file_is_read_looked_at_and_stored(admin, town_db):
    answer = send(admin, "needs", NEEDS)
    assert answer.status_code == 303
    waiting = admin.get(answer.headers["Location"])
    assert "Leses" in waiting.text
    assert "Venter på tur" in waiting.text
    page, address = read(admin, answer)
    assert "Venter på ja" in page.text
    assert "solvang, 12.01.2027 07:30–15:00" in page.text
    assert open_needs(town_db) == 0
    assert admin.post(f"{address}/lagre").status_code == 303
    assert admin.post(f"{address}/lagre").status_code == 303
    page, _ = read(admin, answer)
    assert "Filen er lagret." in page.text
    assert open_needs(town_db) == 1
    held = rows(town_db, "select content, state from file_import")
    assert held == [(None, "stored")]


def test_what_a_published_plan_breaks_is_shown_and_stops_nothing(admin, town_db):
    gone = (
        "delete from duty_time using person where person.id = person_id and employee_no = '100'"
        " returning duty_time.id"
    )
    assert rows(town_db, gone)
    plan = (
        "Ansattnummer;Enhet;Dato;Fra;Til\n"
        "100;;12.01.2027;18:00;22:00\n100;;13.01.2027;07:00;11:00\n"
    )
    page, address = read(admin, send(admin, "rota", plan))
    assert "Se over disse radene" in page.text
    assert "Tiden er tatt inn slik den er kunngjort" in page.text
    assert "aml § 10-8" in page.text
    assert admin.post(f"{address}/lagre").status_code == 303
    work.run(int(address.rsplit("/", 1)[1]))
    assert "Filen er lagret." in admin.get(address).text
    assert len(rows(town_db, gone)) == 2


def test_a_file_sent_twice_with_one_key_is_one_file(admin, town_db):
    first, second = send(admin, "needs", NEEDS), send(admin, "needs", NEEDS)
    assert first.headers["Location"] == second.headers["Location"]
    assert rows(town_db, "select count(*) from file_import") == [(1,)]


def test_faults_are_shown_with_row_column_value_and_what_is_allowed(admin, town_db):
    faulty = NEEDS + "solvagn;12.01.2027;07:30;15:00;\nsolvang;12/01/2027;0730;15:00;kirurg\n"
    page, address = read(admin, send(admin, "needs", faulty))
    assert "Filen har 3 feil. Ingenting er lagret." in page.text
    assert "Rad 3" in page.text
    assert "solvagn" in page.text
    assert "mente du «solvang»" in page.text
    assert "Skriv den som 31.12.2027 eller 2027-12-31." in page.text
    refused = admin.post(f"{address}/lagre")
    assert "velg å lagre de gode radene" in admin.get(refused.headers["Location"]).text
    admin.post(f"{address}/lagre", data={"good_rows": "1"})
    page, _ = read(admin, refused)
    assert "Filen er lagret." in page.text
    assert "Rader som ikke ble lagret" in page.text
    assert open_needs(town_db) == 1


def test_a_national_number_is_refused_and_never_kept(admin, town_db):
    people = (
        "Ansattnummer;Navn;Stilling;Ansettelse;Enhet;Stillingsprosent;Timer i full uke;Fra dato\n"
        "01019012345;Kari;sykepleier;heltid;solvang;100;35,5;01.01.2027\n"
    )
    page, _ = read(admin, send(admin, "people", people))
    assert "kan være et fødselsnummer" in page.text
    assert "01019012345" not in page.text
    assert rows(town_db, "select state, content from file_import") == [("refused", None)]
    kept = rows(town_db, "select report::text from file_import")[0][0]
    assert "01019012345" not in kept


def test_many_who_are_missing_must_be_decided_about(admin, town_db):
    one = (
        "Ansattnummer;Navn;Stilling;Ansettelse;Enhet;Stillingsprosent;Timer i full uke;Fra dato\n"
        "500;Nina Ny;sykepleier;heltid;solvang;100;35,5;01.01.2027\n"
    )
    page, address = read(admin, send(admin, "people", one))
    found = re.search(r"Det som mangler i filen: (\d+) av (\d+) \(100 %\)", page.text)
    assert found.group(1) == found.group(2)
    refused = admin.post(f"{address}/lagre")
    assert "Velg hva som skal skje" in admin.get(refused.headers["Location"]).text
    admin.post(f"{address}/lagre", data={"ending": "keep"})
    page, _ = read(admin, refused)
    assert "Filen er lagret." in page.text
    assert rows(town_db, "select count(*) from person where not is_active") == [(0,)]
    assert rows(town_db, "select count(*) from person where employee_no = '500'") == [(1,)]


def test_a_dropped_file_leaves_nothing(admin, town_db):
    page, address = read(admin, send(admin, "needs", NEEDS))
    assert "Venter på ja" in page.text
    assert admin.post(f"{address}/forkast").status_code == 303
    assert "forkastet" in admin.get(address).text
    assert rows(town_db, "select content, report, state from file_import") == [
        (None, None, "cancelled")
    ]
    admin.post(f"{address}/lagre")
    assert open_needs(town_db) == 0


@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("needs", b"", 422),
        ("alt", b"Enhet\n", 422),
        ("needs", b"x" * 200_001, 413),
        ("needs", b"x" * 300_000, 413),
    ],
    ids=["empty", "kind", "large", "larger"],
)
def test_what_cannot_be_taken_is_refused_at_once(
    admin, town_db, monkeypatch, kind, content, status
):
    for module in (pages, room):
        monkeypatch.setattr(module, "FILE_BYTES", 200_000)
    assert send(admin, kind, content).status_code == status
    assert rows(town_db, "select count(*) from file_import") == [(0,)]


def test_other_pages_keep_the_narrow_limit(admin):
    large = {"language": "nb", "x": "y" * (2 * 2**20)}
    assert admin.post("/sprak", data=large).status_code == 413


def test_a_leader_sees_own_files_and_own_kinds_only(admin, as_user):
    leader = as_user("leder")
    page = leader.get("/admin/filer").text
    assert "Turnus" in page
    assert "Hele listen over ansatte" not in page
    assert send(leader, "people", NEEDS).status_code == 422
    mine = send(admin, "needs", NEEDS).headers["Location"]
    assert leader.get(mine).status_code == 404
    assert leader.post(f"{mine}/lagre").status_code == 404
    own, _ = read(leader, send(leader, "needs", NEEDS.replace("solvang", "fjellheim"), key="k2"))
    assert "Enheten er ikke din." in own.text


@pytest.mark.parametrize("name", ["../../etc/passwd", "con.xlsx\x00.csv", "x" * 500, '"><b>.csv'])
def test_an_odd_file_name_is_only_shown_cleaned(admin, town_db, name):
    answer = send(admin, "needs", NEEDS, name=name)
    assert answer.status_code == 303
    assert "<b>" not in admin.get(answer.headers["Location"]).text
    kept = rows(town_db, "select file_name from file_import")[0][0]
    assert len(kept) <= 100
    assert "/" not in kept
    assert "\x00" not in kept


@pytest.mark.parametrize("kind", ["people", "rota", "needs", "agency"])
def test_templates_and_explanations_are_given(admin, kind):
    for form, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        answer = admin.get(f"/admin/filer/mal/{kind}.{form}")
        assert answer.status_code == 200
        assert answer.data.startswith(start)
        assert "attachment" in answer.headers["Content-Disposition"]
    assert "Forklaring" in admin.get(f"/admin/filer/kolonner/{kind}").text


def test_unknown_templates_are_not_found(admin):
    for path in ("mal/people.exe", "mal/alt.csv", "kolonner/alt"):
        assert admin.get(f"/admin/filer/{path}").status_code == 404


def test_progress_asks_for_the_whole_page_when_done(admin):
    answer = send(admin, "needs", NEEDS)
    path = answer.headers["Location"]
    assert "Leses" in admin.get(f"{path}/fremdrift").text
    read(admin, answer)
    assert admin.get(f"{path}/fremdrift").headers["HX-Refresh"] == "true"
