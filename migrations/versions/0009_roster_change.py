"""Note every transaction that changes the roster, so that facts in memory are known to be old."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WATCHED = (
    *("agreement", "agreement_person", "agreement_unit", "weights"),
    *("area", "sector", "travel", "unit", "competence"),
    *("person", "post", "person_competence", "person_sector", "person_unit"),
    *("absence", "duty_time", "need", "pin", "shift", "unavailability", "wish"),
    "agency_order",
)
# A transaction is noted once; the setting is its own and goes back with a savepoint. Rows of
# yesterday go as new ones come, past those that somebody else is taking away.
NOTE = """
CREATE FUNCTION note_roster_change() RETURNS trigger LANGUAGE plpgsql AS $$
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


def upgrade() -> None:
    op.create_table(
        "roster_change",
        sa.Column("xid", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("xid", name=op.f("pk_roster_change")),
    )
    op.execute(NOTE)
    for table in WATCHED:
        op.execute(
            f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_roster_change()"
        )


def downgrade() -> None:
    for table in reversed(WATCHED):
        op.execute(f"DROP TRIGGER {table}_noted ON {table}")
    op.execute("DROP FUNCTION note_roster_change()")
    op.drop_table("roster_change")
