"""Every table that points to a person is looked in, and no secret comes out."""

from vikarsentral.db.base import Base
from vikarsentral.exporting.gather import (
    NOT_ABOUT_A_PERSON,
    SECRET,
    rows_about,
    tables_about,
    tables_behind,
)


def pointing_to(*names):
    return {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in names
    }


def test_every_table_that_points_to_a_person_or_user_is_looked_in():
    found = {table.name for table, _ in tables_about()}
    assert pointing_to("person", "app_user") - NOT_ABOUT_A_PERSON <= found
    assert {"shift", "post", "web_session", "message", "worked_entry"} <= found
    behind = {table.name for table, _ in tables_behind(found)}
    assert {"labour_line", "worked_objection"} <= behind


def test_columns_that_open_doors_are_known_as_secret():
    doors = {
        column.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith(("_hash", "_key")) and table.name != "message"
    }
    assert doors <= SECRET | {"idempotency_key"}


def test_rows_of_the_person_are_found_and_nobody_elses(week):
    found = rows_about(week.session, week.hourly.id)
    assert [row["id"] for row in found["shift"]] == [week.shifts[0].id, week.shifts[1].id]
    assert {row["person_id"] for row in found["worked_entry"]} == {week.hourly.id}
    assert sum(row["minutes"] for row in found["labour_line"]) == 930
    assert found["wish"] == []


def test_log_holds_what_was_done_about_the_person(week):
    found = rows_about(week.session, week.staff.id)["event"]
    assert [row["kind"] for row in found] == ["hours.told", "hours.objected"]


def test_secrets_are_not_among_the_columns(week):
    found = rows_about(week.session, week.hourly.id)
    columns = {column for rows in found.values() for row in rows for column in row}
    assert columns & SECRET == set()
