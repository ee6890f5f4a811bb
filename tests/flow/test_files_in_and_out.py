"""Files go in, are planned, worked and corrected, and come out as pay that agrees to the øre."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.flow.week import AFTER, PERIOD, correct, engine_ore, plan_and_publish
from tests.vikarsentral.cli.told import run
from vikarsentral import db
from vikarsentral.tables import PayBasis, Person
from vikarsentral.worker import hours

PEOPLE = """Ansattnummer;Navn;Stilling;Ansettelse;Enhet;Stillingsprosent;Timer i full uke;\
Fra dato;Timekostnad;Kompetanser;Sektorer
00123;Kari Åsen;sykepleier;timelønnet;solvang;0;35,5;01.01.2026;412,50;sykepleier;health
00124;Ola Østby;sykepleier;heltid;solvang;100;35,5;01.01.2026;480,00;sykepleier;health
"""
ROTA = [
    ["Ansattnummer", "Enhet", "Dato", "Fra", "Til", "Ubetalt pause"],
    ["00124", "solvang", date(2027, 1, 11), "07:30", "15:00", 30],
    ["00124", "solvang", date(2027, 1, 12), "14:30", "22:00", 30],
]
NEEDS = """Referanse;Enhet;Dato;Fra;Til;Ubetalt pause;Krav;Prioritet
B-1;solvang;13.01.2027;07:30;15:00;0;sykepleier;1
B-2;solvang;16.01.2027;14:30;22:00;30;sykepleier;1
"""


def written(folder: Path):
    """The three files as Norwegian offices make them: Windows-1252, a workbook, UTF-8 with BOM."""
    (folder / "ansatte.csv").write_bytes(PEOPLE.encode("cp1252"))
    book = openpyxl.Workbook()
    for row in ROTA:
        book.active.append(row)
    book.save(folder / "turnus.xlsx")
    (folder / "behov.csv").write_bytes(NEEDS.replace("\n", "\r\n").encode("utf-8-sig"))
    return {
        "people": folder / "ansatte.csv",
        "rota": folder / "turnus.xlsx",
        "needs": folder / "behov.csv",
    }


def test_files_in_are_planned_worked_corrected_and_paid_to_the_ore(
    town, tmp_path, monkeypatch, capsys
):
    for kind, file in written(tmp_path).items():
        told = run(monkeypatch, capsys, "import", kind, file, "--keep-missing")
        assert told.code == 0, told.err
    with db.begin() as session:
        person = session.query(Person).filter_by(employee_no="00124").one()
        since = date(2026, 5, 1)
        session.add(PayBasis(person_id=person.id, annual_ore=54_540_000, valid_from=since))
    assert plan_and_publish().given == 2

    town.move(AFTER)
    assert hours.settle_ended() == 4
    correct(town.leader)

    paid, cost = engine_ore()
    target = tmp_path / "lonn.csv"
    assert run(monkeypatch, capsys, "export", "payroll", *PERIOD, "-o", target).code == 0
    sums: dict[str, int] = {}
    for row in csv.DictReader(io.StringIO(target.read_text("utf-8-sig")), delimiter=";"):
        ore = int(Decimal(row["Beløp"].replace(",", ".")) * 100)
        sums[row["Ansattnummer"]] = sums.get(row["Ansattnummer"], 0) + ore
    assert sums == paid
    assert set(sums) == {"00123", "00124"}

    told = run(monkeypatch, capsys, "export", "spend", *PERIOD, "--json")
    assert sum(one["cost_ore"] for one in json.loads(told.out)) == cost > 0
    told = run(monkeypatch, capsys, "export", "inspection", *PERIOD, "--json")
    minutes = {one["employee_no"]: one["minutes"] for one in json.loads(told.out)["people"]}
    assert minutes == {"00123": 450 + 420 + 25, "00124": 420 + 420 + 45}
