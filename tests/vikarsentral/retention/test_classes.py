"""Every table about a person has a class, and each class says its period and why."""

from vikarsentral.db.base import Base
from vikarsentral.exporting.gather import tables_about
from vikarsentral.retention import CLASSES, Act, class_of


def test_every_table_that_points_to_a_person_has_a_class_of_its_own():
    loose = {table.name for table, _ in tables_about() if class_of(table.name).id == "setup"}
    assert loose == set(), "give the table a class in vikarsentral/retention/classes.py"


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
