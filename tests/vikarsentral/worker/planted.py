"""A refusal of the database's own, planted for one row."""

from sqlalchemy import text


def refuse(session, table, when):
    """Let the database refuse rows of a table for which a condition holds."""
    session.execute(
        text(
            "create or replace function planted() returns trigger language plpgsql as"
            " $$ begin raise exception 'planted'; end $$"
        )
    )
    session.execute(
        text(
            f"create trigger planted before insert or update on {table}"
            f" for each row when ({when}) execute function planted()"
        )
    )
