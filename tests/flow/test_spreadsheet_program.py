"""Files made in a spreadsheet program go in; what comes out agrees when it is opened there again.

People, rota, needs and invoices are typed in LibreOffice the way people type them, saved as Excel
workbooks and as CSV, taken in by command and by page, planned, worked and corrected. The payroll
and spend files are opened in LibreOffice again, and the sums are the pay engine's to the øre.
"""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from tests.flow.spreadsheet import UTF_8, WINDOWS_1252, Spreadsheet
from tests.flow.week import AFTER, PERIOD, correct, engine_ore, plan_and_publish
from tests.vikarsentral.cli.told import run
from tests.vikarsentral.importing.files import table
from tests.web import town as web_town
from vikarsentral import db
from vikarsentral.importing import work
from vikarsentral.importing.columns import KINDS
from vikarsentral.importing.templates import template
from vikarsentral.tables import AgencyHire, Municipality, PayBasis, Person, RoleGrant, User
from vikarsentral.tables.people import RoleName
from vikarsentral.worker import hours
from web import create_app

PEOPLE = (
    *("Ansattnummer", "Navn", "Mobil", "Stilling", "Ansettelse", "Enhet", "Stillingsprosent"),
    *("Timer i full uke", "Fra dato", "Timekostnad", "Kompetanser", "Sektorer"),
)
KARI = ("00123", "Kari Åsen", "400 00 001", "sykepleier")
OLA = ("00124", "Ola Østby", "40000002", "sykepleier")
PIA = ("00125", "Pia Sæther", "", "pleieassistent")
LASTING = ("sykepleier (til 31.12.2029)", "health")
SHEETS = {
    "people": [
        PEOPLE,
        (*KARI, "timelønnet", "solvang", "0", "35,5", "01.01.2026", "412,50", *LASTING),
        (*OLA, "heltid", "solvang", "100%", "35,5", "1.1.2026", "480", "sykepleier", "health"),
        (*PIA, "deltid", "fjellheim", "63,39 %", "37,5", "01.01.2026", "1 012,50", "", ""),
    ],
    "rota": [
        ("Ansattnummer", "Enhet", "Dato", "Fra", "Til", "Ubetalt pause"),
        ("00124", "solvang", "11.01.2027", "07:30", "15:00", "30"),
        ("00124", "Solvang", "12.1.2027", "14:30", "22:00", "30"),
        ("00125", "fjellheim", "15.01.2027", "22:00", "24:00", "0"),
        ("00125", "fjellheim", "17.01.2027", "22:00", "7:30", "0"),
    ],
    "needs": [
        ("Referanse", "Enhet", "Dato", "Fra", "Til", "Ubetalt pause", "Krav", "Prioritet"),
        ("B-1", "solvang", "13.01.2027", "07:30", "15:00", "0", "sykepleier", "1"),
        ("B-2", "solvang", "16.01.2027", "14:30", "22:00", "30", "sykepleier", "1"),
    ],
    "agency": [
        ("Bilag", "Dato", "Enhet", "Timer", "Kroner uten mva.", "Kilde", "Kompetanse"),
        ("0001-1", "04.01.2027", "solvang", "7,5", "8 437,50", "Byrå Ås AS", "sykepleier"),
        ("0001-2", "04.01.2027", "fjellheim", "7:30", "8437,5", "Byrå Ås AS", ""),
    ],
}
FORMS = {"workbooks": "xlsx", "utf8": "csv", "cp1252": "csv"}
FIRST_DAY = ("--from", "04.01.2027", "--to", "17.01.2027")


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return Spreadsheet(tmp_path_factory.mktemp("spreadsheet"))


@pytest.fixture(scope="module")
def files(program):
    """Each sheet as a workbook, as CSV in UTF-8 and in Windows-1252, and the saved templates."""
    own = program.typed(SHEETS)
    folder = program.home / "templates"
    folder.mkdir()
    for kind in KINDS:
        (folder / f"mal-{kind}.xlsx").write_bytes(template(kind, "xlsx"))
    books = program.workbooks([*own, *sorted(folder.iterdir())])
    made = {
        "workbooks": books[: len(own)],
        "utf8": program.texts(own, UTF_8),
        "cp1252": program.texts(own, WINDOWS_1252),
        "templates": books[len(own) :],
    }
    return {name: {file.stem: file for file in paths} for name, paths in made.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_each_format_says_what_was_typed(files, kind):
    reads = [table(kind, files[form][kind].read_bytes(), f"x.{FORMS[form]}") for form in FORMS]
    assert [read.faults for read in reads] == [[], [], []]
    assert reads[0].rows == reads[1].rows == reads[2].rows
    assert len(reads[0].rows) == len(SHEETS[kind]) - 1
    assert reads[2].notes["separator"] == ";"


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_saved_again_is_a_good_file(files, kind):
    saved = table(kind, files["templates"][f"mal-{kind}"].read_bytes(), "mal.xlsx")
    assert saved.faults == []
    assert saved.rows == table(kind, template(kind, "xlsx"), "mal.xlsx").rows


@pytest.fixture
def page(town):
    """A browser of the administrator's."""
    with db.begin() as session:
        session.add(Municipality(id=1, name="Fjordvik", sender_name="Fjordvik"))
        user = User(
            login="admin",
            name="Admin",
            password_hash=web_town._HASH,
            session_key="0" * 32,
            created_at=web_town.NOW,
        )
        user.roles.append(RoleGrant(role=RoleName.ADMIN))
        session.add(user)
    app = create_app({"TESTING": True, "WTF_CSRF_ENABLED": False})
    browser = app.test_client()
    answer = browser.post("/logg-inn", data={"login": "admin", "password": web_town.PASSWORD})
    assert answer.status_code == 303
    return browser


def by_page(browser, kind, file):
    """Choose a file on the page, look at what it changes, and say yes."""
    data = {"type": kind, "key": f"key-{kind}", "file": (io.BytesIO(file.read_bytes()), file.name)}
    answer = browser.post("/admin/filer", data=data, content_type="multipart/form-data")
    address = answer.headers["Location"]
    work.run(int(address.rsplit("/", 1)[1]))
    assert "Venter på ja" in browser.get(address).text
    browser.post(f"{address}/lagre")
    work.run(int(address.rsplit("/", 1)[1]))
    assert "Filen er lagret." in browser.get(address).text


def sheet(file):
    """Return the rows of a workbook by heading, once nothing in it is a formula."""
    book = openpyxl.load_workbook(file)
    cells = list(book.active.iter_rows())
    assert [cell.coordinate for row in cells for cell in row if cell.data_type == "f"] == []
    head, *rows = [[cell.value for cell in row] for row in cells]
    return [dict(zip(head, row, strict=True)) for row in rows]


def ore(value):
    """Return kroner of a spreadsheet, a floating number, as øre."""
    return round(Decimal(str(value)) * 100)


def test_what_is_typed_comes_out_as_pay_to_the_ore(
    town, page, program, files, tmp_path, monkeypatch, capsys
):
    def command(*arguments):
        told = run(monkeypatch, capsys, *arguments)
        assert told.code == 0, told.err
        return told

    command("import", "people", files["cp1252"]["people"], "--keep-missing")
    again = command("import", "people", files["workbooks"]["people"], "--json")
    assert json.loads(again.out)["unchanged"] == 3
    by_page(page, "rota", files["workbooks"]["rota"])
    by_page(page, "needs", files["utf8"]["needs"])
    command("import", "agency", files["workbooks"]["agency"])
    with db.begin() as session:
        person = session.query(Person).filter_by(employee_no="00124").one()
        since = date(2026, 5, 1)
        session.add(PayBasis(person_id=person.id, annual_ore=54_540_000, valid_from=since))
        hired = [(one.minutes, one.cost_ore) for one in session.query(AgencyHire)]
    assert hired == [(450, 843_750), (450, 843_750)]
    assert plan_and_publish().given == 2

    town.move(AFTER)
    assert hours.settle_ended() == 6
    correct(town.leader)
    paid, cost = engine_ore()

    command("export", "payroll", *PERIOD, "-o", tmp_path / "lonn.csv")
    command("export", "payroll", *PERIOD, "--format", "visma", "-o", tmp_path / "visma.txt")
    command("export", "spend", *FIRST_DAY, "-o", tmp_path / "bruk.csv")
    pay, spent = map(sheet, program.opened([tmp_path / "lonn.csv", tmp_path / "bruk.csv"]))

    sums: dict[str, int] = {}
    for row in pay:
        sums[row["Ansattnummer"]] = sums.get(row["Ansattnummer"], 0) + ore(row["Beløp"])
    assert sums == {number: sum_ for number, sum_ in paid.items() if sum_}
    assert set(sums) >= {"00123", "00124"}
    assert {row["Navn"] for row in pay} >= {"Kari Åsen", "Ola Østby"}

    lines = csv.reader(io.StringIO((tmp_path / "visma.txt").read_text("cp1252")), delimiter=";")
    variable = sum(ore(line[7]) for line in lines)
    assert variable == sum(ore(row["Beløp"]) for row in pay if row["I fast lønn"] == "nei") > 0
    assert sum(ore(row["Kroner"]) for row in spent) == cost == 2 * 843_750 + cost_of_cover(spent)


def cost_of_cover(spent):
    """Return what our own people cost, in øre."""
    return sum(ore(row["Kroner"]) for row in spent if row["Kilde"] != "bemanningsforetak")
