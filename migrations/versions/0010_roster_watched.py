"""Note changes of pay, worked hours and changed duty plans too, which facts are read from."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WATCHED = (
    *("pay_basis", "pay_setting", "tariff_row", "price", "municipality"),
    *("duty_change", "worked_entry"),
)


def upgrade() -> None:
    for table in WATCHED:
        op.execute(
            f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_roster_change()"
        )


def downgrade() -> None:
    for table in reversed(WATCHED):
        op.execute(f"DROP TRIGGER {table}_noted ON {table}")
