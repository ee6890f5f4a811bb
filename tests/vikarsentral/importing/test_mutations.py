"""Good files with random bytes changed: the expected answer each time, and never half a file.

A thousand cases per form, all kinds together, are a `VIKARSENTRAL_TEST_CASES` of 32.
"""

import io
import random
import zipfile
from functools import cache

import pytest
from sqlalchemy import func, select

from tests.random_problems.draw import cases
from tests.vikarsentral.importing.files import ACTOR, book_file, csv_file, take
from tests.vikarsentral.importing.files import table as read_table
from tests.vikarsentral.village import NOW
from vikarsentral.importing import taking
from vikarsentral.importing.taking import Options, Verdict
from vikarsentral.importing.texts import LANGUAGES
from vikarsentral.importing.wording import as_line, what_and_allowed
from vikarsentral.tables import (
    AgencyHire,
    DutyTime,
    Event,
    FileImport,
    ImportedReference,
    LabourLine,
    Need,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    Shift,
)

CASES = cases(8)
TABLES = (
    *(AgencyHire, DutyTime, Event, FileImport, ImportedReference, LabourLine, Need, Person),
    *(PersonCompetence, PersonSector, PersonUnit, Post, Shift),
)
PEOPLE = [
    (
        *("Ansattnummer", "Navn", "Mobil", "E-post", "Stilling", "Ansettelse", "Enhet"),
        *("Stillingsprosent", "Timer i full uke", "Fra dato", "Timekostnad", "Kompetanser"),
    ),
    *[
        (
            *(f"{n:04}", f"Åse Ødegård {n}", f"400000{n:02}", f"n{n}@kommunen.no", "sykepleier"),
            *(("vikarsentral", "") if n % 4 == 0 else ("deltid", "solvang")),
            *("63,39", "35,5", "01.01.2026", "412,50", "pleieassistent (til 20.01.2028)"),
        )
        for n in range(1, 13)
    ],
]
ROTA = [
    ("Ansattnummer", "Enhet", "Dato", "Fra", "Til", "Ubetalt pause", "Krav"),
    *[
        (f"{n:04}", unit, f"{n + 19}.01.2027", "21:45", "07:30", "30", "sykepleier")
        for n, unit in enumerate(["solvang", "solvang", "solvang", ""] * 3, start=1)
    ],
]
NEEDS = [
    ("Referanse", "Enhet", "Dato", "Fra", "Til", "Krav", "Prioritet"),
    *[
        (reference, "solvang", f"{n + 10}.01.2027", "07:30", "15:00", "sykepleier", "1")
        for n, reference in enumerate(["", "B-1", "B-2", "", "B-3", "B-4", "", "B-5"], start=1)
    ],
]
AGENCY = [
    ("Bilag", "Dato", "Enhet", "Timer", "Kroner uten mva.", "Kilde"),
    *[(f"F-{n}", f"{n:02}.12.2026", "fjellheim", "7,5", "5812,50", "Byrå") for n in range(1, 13)],
]
KINDS = {"people": PEOPLE, "rota": ROTA, "needs": NEEDS, "agency": AGENCY}
FORMS = ("csv", "xlsx", "xlsx inside")


def mutated(content, rng):
    """Change, drop or add a few bytes, or cut the file."""
    held = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(len(held))
        match rng.randrange(5):
            case 0:
                held[place] = rng.randrange(256)
            case 1:
                held[place] ^= 1 << rng.randrange(8)
            case 2:
                del held[place : place + rng.randint(1, 20)]
            case 3:
                held[place:place] = rng.randbytes(rng.randint(1, 20))
            case 4 if rng.random() < 0.1:
                del held[place:]
        if not held:
            return b""
    return bytes(held)


def mutated_inside(content, rng):
    """Change a part of the workbook, and pack it properly again."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(held, "w") as target:
        names = source.namelist()
        texts = [name for name in names if "sheet1" in name or "sharedStrings" in name]
        chosen = rng.choice([*texts, *texts, *names])
        for name in names:
            part = source.read(name)
            target.writestr(name, mutated(part, rng) if name == chosen else part)
    return held.getvalue()


@cache
def good(kind, form):
    """Return a good file of a kind."""
    rows = KINDS[kind]
    return csv_file(*rows, encoding=form) if "xlsx" not in form else book_file(*rows)


def damaged(kind, form, rng):
    """Return one damaged file of a kind."""
    if form == "csv":
        return mutated(good(kind, rng.choice(["utf-8-sig", "cp1252"])), rng)
    content = good(kind, form)
    return mutated(content, rng) if form == "xlsx" else mutated_inside(content, rng)


def held(session):
    """Return how much there is of everything a file can change."""
    counts = (select(func.count()).select_from(one).scalar_subquery() for one in TABLES)
    return session.execute(select(*counts)).one()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_stored_whole_or_refused_with_words(session, village, kind, form):
    rng = random.Random(f"mutations {kind} {form}")
    assert take(session, "people", csv_file(*PEOPLE), NOW).is_stored
    before = held(session)
    refused = 0
    for _ in range(CASES):
        content = damaged(kind, form, rng)
        with session.begin_nested() as attempt:
            refused += not is_stored_whole(session, kind, content, form, before)
            attempt.rollback()
    assert refused > 0
    assert held(session) == before


def is_stored_whole(session, kind, content, form, before):
    """Take a file in; check that all of it or nothing is there, and that faults have words."""
    read = read_table(kind, content, f"fil.{form.split()[0]}")
    first = taken(session, read, content)
    if first.is_stored:
        assert first.fault_count == 0
        assert first.verdict is Verdict.GOOD
        again = taken(session, read, content).compared
        assert again.added.count + again.changed.count + again.deactivated.count == 0
        compared = first.compared
        assert again.unchanged == compared.added.count + compared.changed.count + (
            compared.unchanged
        )
        return True
    assert held(session) == before
    if first.verdict is Verdict.MANY_ENDED:
        assert first.compared.is_many
        return False
    assert first.verdict is Verdict.FAULTY
    assert first.faults
    for fault in first.faults:
        assert str(as_line(fault))
        assert all(all(what_and_allowed(fault, language)) for language in LANGUAGES)
    return False


def taken(session, read, content):
    row = taking.new_row(read.kind, content, "fil", actor=ACTOR, now=NOW)
    return taking.take(session, read, row=row, options=Options(), actor=ACTOR, now=NOW)
