"""Note whose facts a transaction changed and where, so that only theirs are read again."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ONE_BY_ONE = (
    *("person", "post", "person_competence", "person_sector", "person_unit"),
    *("absence", "duty_time", "shift", "unavailability", "wish"),
    *("pay_basis", "duty_change", "worked_entry"),
)
WHOLE = (
    *("agreement", "agreement_person", "agreement_unit", "weights"),
    *("area", "sector", "travel", "unit", "competence"),
    *("need", "pin", "agency_order"),
    *("pay_setting", "tariff_row", "price", "municipality"),
    *("proof", "sector_demand"),
)
# Rows of yesterday go as new ones come, once for each transaction, the oldest first and past
# those that somebody else is taking away.
TIDY = """
CREATE FUNCTION tidy_roster_changes() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    own text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('vikarsentral.noted', true) IS DISTINCT FROM own THEN
        IF (SELECT at FROM public.roster_change ORDER BY xid LIMIT 1)
                < clock_timestamp() - interval '1 day' THEN
            DELETE FROM public.roster_change WHERE (xid, source, person_id) IN (
                SELECT xid, source, person_id FROM public.roster_change
                WHERE at < clock_timestamp() - interval '1 day'
                ORDER BY xid LIMIT 200 FOR UPDATE SKIP LOCKED
            );
        END IF;
        PERFORM set_config('vikarsentral.noted', own, true);
    END IF;
END $$
"""
NOTE = """
CREATE OR REPLACE FUNCTION note_roster_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.tidy_roster_changes();
    INSERT INTO public.roster_change (xid, source, person_id, at)
        VALUES (pg_current_xact_id()::text::bigint, TG_TABLE_NAME, 0, clock_timestamp())
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$
"""
NOTE_PEOPLE = """
CREATE FUNCTION note_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own bigint := pg_current_xact_id()::text::bigint;
BEGIN
    PERFORM public.tidy_roster_changes();
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO public.roster_change (xid, source, person_id, at)
            SELECT own, TG_TABLE_NAME, person, clock_timestamp()
            FROM (SELECT {person} AS person FROM touched UNION SELECT {person} FROM before) one
            ORDER BY person ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO public.roster_change (xid, source, person_id, at)
            SELECT own, TG_TABLE_NAME, person, clock_timestamp()
            FROM (SELECT DISTINCT {person} AS person FROM touched) one
            ORDER BY person ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$
"""
OLD_NOTE = """
CREATE OR REPLACE FUNCTION note_roster_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('vikarsentral.noted', true) IS DISTINCT FROM own THEN
        INSERT INTO public.roster_change (xid, at) VALUES (own::bigint, clock_timestamp())
            ON CONFLICT DO NOTHING;
        DELETE FROM public.roster_change WHERE xid IN (
            SELECT xid FROM public.roster_change WHERE at < clock_timestamp() - interval '1 day'
            ORDER BY xid LIMIT 20 FOR UPDATE SKIP LOCKED
        );
        PERFORM set_config('vikarsentral.noted', own, true);
    END IF;
    RETURN NULL;
END $$
"""
EVENTS = (
    ("insert", "NEW TABLE AS touched"),
    ("delete", "OLD TABLE AS touched"),
    ("update", "OLD TABLE AS before NEW TABLE AS touched"),
)


def upgrade() -> None:
    _take_off(ONE_BY_ONE)
    op.execute("TRUNCATE roster_change")
    op.drop_constraint("pk_roster_change", "roster_change")
    op.add_column("roster_change", sa.Column("source", sa.String(40), nullable=False))
    op.add_column("roster_change", sa.Column("person_id", sa.BigInteger(), nullable=False))
    op.create_primary_key("pk_roster_change", "roster_change", ["xid", "source", "person_id"])
    for function in (TIDY, NOTE, _note_people("note_people", "person_id")):
        op.execute(function)
    op.execute(_note_people("note_persons", "id"))
    for table in ONE_BY_ONE:
        noted = "note_persons" if table == "person" else "note_people"
        for event, rows in EVENTS:
            op.execute(
                f"CREATE TRIGGER {table}_noted_{event} AFTER {event} ON {table}"
                f" REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {noted}()"
            )
        op.execute(
            f"CREATE TRIGGER {table}_noted AFTER TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION note_roster_change()"
        )


def _note_people(name: str, person: str) -> str:
    return NOTE_PEOPLE.replace("{person}", person).replace("note_people", name)


def _take_off(tables: tuple[str, ...]) -> None:
    for table in tables:
        op.execute(f"DROP TRIGGER {table}_noted ON {table}")


def downgrade() -> None:
    _take_off(ONE_BY_ONE)
    for table in ONE_BY_ONE:
        for event, _ in EVENTS:
            op.execute(f"DROP TRIGGER {table}_noted_{event} ON {table}")
    op.execute("DROP FUNCTION note_people()")
    op.execute("DROP FUNCTION note_persons()")
    op.execute("TRUNCATE roster_change")
    op.drop_constraint("pk_roster_change", "roster_change")
    op.drop_column("roster_change", "source")
    op.drop_column("roster_change", "person_id")
    op.create_primary_key("pk_roster_change", "roster_change", ["xid"])
    op.execute(OLD_NOTE)
    op.execute("DROP FUNCTION tidy_roster_changes()")
    for table in ONE_BY_ONE:
        op.execute(
            f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_roster_change()"
        )
