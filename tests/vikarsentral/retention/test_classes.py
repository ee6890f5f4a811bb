"""Every table about a person has a class, and each class says its period and why."""

from vikarsentral.db.base import Base
from vikarsentral.exporting.gather import tables_about
from vikarsentral.retention import CLASSES, Act, class_of


def test_every_table_that_points_to_a_person_has_a_class_of_its_own():
    loose = {table.name for table, _ in tables_about() if class_of(table.name).id == "setup"}
    assert loose == set(), "give the table a class in vikarsentral/retention/classes.py"


NOBODY_S = {
    **dict.fromkeys(("area", "competence", "sector", "travel", "unit"), "places and their words"),
    **dict.fromkeys(("proof", "sector_demand", "shift_template"), "what work asks for"),
    **dict.fromkeys(("tariff_row", "pay_setting", "price", "unit_account"), "rates and accounts"),
    **dict.fromkeys(("agreement", "agreement_unit", "weights"), "signed by roles of the parties"),
    "preference_area": "signed by roles of the parties",
    **dict.fromkeys(("agency_hire", "agency_order"), "hours and sums of an agency, no name"),
    **dict.fromkeys(("need", "callout", "callout_wave", "offer", "compound"), "whom a unit needs"),
    "staffing_floor": "how many a unit needs",
    "municipality": "the municipality itself",
    "payroll_period": "which days are closed",
    "imported_reference": "a file's own number of a need or an invoice line",
    "roster_change": "row numbers, gone after a day",
    "roster_copy": "times and posts, gone at each erasure and within a day and a half",
}
"""Tables that tell of nobody who works here, and why; acts of signing stand in the log."""


def test_every_table_has_its_class_or_is_told_to_be_about_nobody():
    classed = {table for kept in CLASSES for table in kept.tables}
    assert classed | NOBODY_S.keys() == set(Base.metadata.tables)
    assert classed & NOBODY_S.keys() == set()


def test_no_table_stands_in_two_classes_and_each_exists():
    named = [table for kept in CLASSES for table in kept.tables]
    assert len(named) == len(set(named))
    assert set(named) <= set(Base.metadata.tables)


def test_every_class_tells_what_why_and_how_long_in_three_languages():
    for kept in CLASSES:
        for texts in (kept.what, kept.purpose, kept.since):
            assert set(texts) == {"nb", "nn", "en"}
            assert all(text.strip() for text in texts.values())
        assert kept.source
        assert kept.days > 0 or kept.act is Act.LOCK
    assert len({kept.id for kept in CLASSES}) == len(CLASSES)


def test_wage_and_working_time_are_locked_for_five_years():
    assert (class_of("worked_entry").act, class_of("worked_entry").days) == (Act.LOCK, 1825)
    assert class_of("event").act is Act.LOCK
    assert class_of("sector").id == "setup"
