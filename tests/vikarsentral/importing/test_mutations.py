"""Good files with random bytes changed: the expected answer each time, and never half a file.

A thousand cases per format are a `VIKARSENTRAL_TEST_CASES` of 25.
"""

import random

import pytest

from tests.random_problems.draw import cases
from tests.vikarsentral.importing.files import ACTOR, book_file, csv_file, table
from tests.vikarsentral.village import NOW
from vikarsentral.importing import taking
from vikarsentral.importing.taking import Options, Verdict
from vikarsentral.importing.texts import LANGUAGES
from vikarsentral.importing.wording import as_line, what_and_allowed
from vikarsentral.tables import Need

CASES = cases(40)
ROWS = [
    ("Referanse", "Enhet", "Dato", "Fra", "Til", "Krav", "Prioritet"),
    *[
        (f"B-{n}", "solvang", f"{n + 10}.01.2027", "07:30", "15:00", "sykepleier", "1")
        for n in range(1, 13)
    ],
]
FORMATS = {
    "csv": csv_file(*ROWS),
    "csv 1252": csv_file(*ROWS, encoding="cp1252"),
    "xlsx": book_file(*ROWS),
}


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


@pytest.mark.parametrize("form", FORMATS)
def test_a_damaged_file_is_stored_whole_or_refused_with_words(session, village, form):
    rng = random.Random(f"mutations {form}")
    refused = 0
    for _ in range(CASES):
        content = mutated(FORMATS[form], rng)
        with session.begin_nested() as attempt:
            refused += not is_stored_whole(session, content, form)
            attempt.rollback()
    assert refused > 0
    assert session.query(Need).count() == 0


def is_stored_whole(session, content, form):
    """Take a file in; check that all of it or nothing is there, and that faults have words."""
    read = table("needs", content, f"fil.{form.split()[0]}")
    row = taking.new_row("needs", content, "fil", actor=ACTOR, now=NOW)
    report = taking.take(session, read, row=row, options=Options(), actor=ACTOR, now=NOW)
    there = session.query(Need).count()
    if report.is_stored:
        assert report.fault_count == 0
        assert there == report.compared.added.count > 0
        return True
    assert there == 0
    assert report.verdict is Verdict.FAULTY
    assert report.faults
    for fault in report.faults:
        assert str(as_line(fault))
        assert all(all(what_and_allowed(fault, language)) for language in LANGUAGES)
    return False
