"""Agency hire from invoices: each line once, and in the spend figures at once."""

from datetime import date

from tests.vikarsentral.importing.files import counts, csv_file, found, take
from tests.vikarsentral.village import NOW
from vikarsentral.spend import figures
from vikarsentral.tables import AgencyHire, LabourLine, LabourSource

HEADINGS = ("Bilag", "Dato", "Enhet", "Timer", "Kroner uten mva.", "Kilde", "Kompetanse")
ONE = ("F-1", "02.12.2026", "solvang", "7,5", "5 812,50", "Byrået AS", "sykepleier")
TWO = ("", "03.12.2026", "solvang", "7,50", "6812,5", "Byrået AS", "")


def test_lines_are_spend_by_unit_month_and_source(session, village):
    assert counts(take(session, "agency", csv_file(HEADINGS, ONE, TWO), NOW)) == (2, 0, 0, 0)
    (figure,) = figures(session, first_on=date(2026, 12, 1), last_on=date(2026, 12, 31))
    assert (figure.unit_code, figure.month, figure.source) == (
        "solvang",
        "2026-12",
        LabourSource.AGENCY,
    )
    assert (figure.minutes, figure.cost_ore) == (900, 581_250 + 681_250)


def test_the_same_file_twice_changes_nothing(session, village):
    file = csv_file(HEADINGS, ONE, TWO)
    take(session, "agency", file, NOW)
    assert counts(take(session, "agency", file, NOW)) == (0, 0, 2, 0)
    assert session.query(LabourLine).count() == 2


def test_a_line_with_a_reference_is_corrected_with_its_labour_line(session, village):
    take(session, "agency", csv_file(HEADINGS, ONE), NOW)
    right = (*ONE[:4], "5 000", *ONE[5:])
    assert counts(take(session, "agency", csv_file(HEADINGS, right), NOW)) == (0, 1, 0, 0)
    assert session.query(AgencyHire).one().cost_ore == 500_000
    assert session.query(LabourLine).one().cost_ore == 500_000


def test_what_cannot_be_is_told_with_its_row(session, village):
    file = csv_file(
        HEADINGS,
        (*ONE[:1], "06.01.2027", *ONE[2:]),
        ("F-2", ONE[1], "solvnag", *ONE[3:]),
        ("F-3", *ONE[1:3], "0", *ONE[4:]),
        ("F-4", *ONE[1:4], "-5", *ONE[5:]),
        ("F-5", *ONE[1:]),
        ("F-5", *ONE[1:]),
    )
    report = take(session, "agency", file, NOW)
    assert found(report) == [
        ("hire_far", 2, "Dato"),
        ("unknown_unit", 3, "Enhet"),
        ("hours", 4, "Timer"),
        ("kroner", 5, "Kroner uten mva."),
        ("reference_twice", 7, "Bilag"),
    ]
    assert session.query(AgencyHire).count() == 0
