"""Keep the reasons of published plans and of combined cover too."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BEFORE = ("offer", "booking", "agency")
AFTER = (*BEFORE, "plan", "combined")


def acts(*values):
    """Let a decision be about one of these acts and no other."""
    told = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(op.f("ck_decision_act"), "decision", type_="check")
    op.create_check_constraint(op.f("ck_decision_act"), "decision", f"act IN ({told})")


def upgrade() -> None:
    acts(*AFTER)
    op.create_index(op.f("ix_decision_act_reference_id"), "decision", ["act", "reference_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_decision_act_reference_id"), table_name="decision")
    for table in ("decision_person", "decision"):
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_change")
    op.execute(
        "DELETE FROM decision_person USING decision"
        " WHERE decision.id = decision_id AND act IN ('plan', 'combined')"
    )
    op.execute("DELETE FROM decision WHERE act IN ('plan', 'combined')")
    for table in ("decision_person", "decision"):
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_change")
    acts(*BEFORE)
