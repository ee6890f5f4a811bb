"""Lay the tables for people, places, work and the record.

What autogenerate cannot see is written by hand: the extension, the way back from a need to the
shift it replaces, and the triggers that keep events append-only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "agreement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "INDIVIDUAL",
                "LOCAL_TV",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("limits", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("document_ref", sa.String(length=200), nullable=False),
        sa.Column("employer_signed_by", sa.String(length=120), nullable=True),
        sa.Column("employer_signed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("counterpart_signed_by", sa.String(length=120), nullable=True),
        sa.Column("counterpart_signed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_agreement_valid_in_order")),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("code", name="uq_agreement_code"),
    )
    op.create_table(
        "area",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_area"),
    )
    op.create_table(
        "competence",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_nb", sa.String(length=100), nullable=False),
        sa.Column("name_nn", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("is_health_personnel", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_competence"),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=80), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_at", "event", ["at"], unique=False)
    op.create_index("ix_event_subject", "event", ["subject_kind", "subject_id"], unique=False)
    op.create_table(
        "idempotent_request",
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name="pk_idempotent_request"),
    )
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "nb",
                "nn",
                "en",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("sender_name", sa.String(length=100), nullable=False),
        sa.Column("demo_size", sa.String(length=20), nullable=True),
        sa.Column("demo_seed", sa.Integer(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_municipality_only_one")),
        sa.PrimaryKeyConstraint("id", name="pk_municipality"),
    )
    op.create_table(
        "plan_run",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                "cancelled",
                "published",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("period_starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("period_ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("problem", sa.LargeBinary(), nullable=False),
        sa.Column("ground_version", sa.String(length=64), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("requested_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("started_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(length=120), nullable=True),
        sa.Column("is_cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("progress", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("plan", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("certificate", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("objective", sa.BigInteger(), nullable=True),
        sa.Column("bound", sa.BigInteger(), nullable=True),
        sa.Column("gap", sa.Double(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=120), nullable=True),
        sa.Column("worker_pid", sa.Integer(), nullable=True),
        sa.Column("heartbeat_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state NOT IN ('done', 'published') OR plan IS NOT NULL",
            name=op.f("ck_plan_run_has_plan"),
        ),
        sa.CheckConstraint("period_ends_at > period_starts_at", name=op.f("ck_plan_run_period")),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_plan_run_seconds")),
        sa.CheckConstraint("workers > 0", name=op.f("ck_plan_run_workers")),
        sa.PrimaryKeyConstraint("id", name="pk_plan_run"),
    )
    op.create_index("ix_plan_run_state", "plan_run", ["state"], unique=False)
    op.create_table(
        "sector",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_nb", sa.String(length=100), nullable=False),
        sa.Column("name_nn", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("is_pool_on", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_sector"),
    )
    op.create_table(
        "tariff_row",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("group_code", sa.String(length=40), nullable=False),
        sa.Column("seniority_years", sa.Integer(), nullable=False),
        sa.Column("annual_ore", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_estimate", sa.Boolean(), nullable=False),
        sa.CheckConstraint("annual_ore > 0", name=op.f("ck_tariff_row_annual")),
        sa.CheckConstraint("seniority_years >= 0", name=op.f("ck_tariff_row_seniority")),
        sa.PrimaryKeyConstraint("id", name="pk_tariff_row"),
        sa.UniqueConstraint(
            "group_code",
            "seniority_years",
            "valid_from",
            name="uq_tariff_row_group_code_seniority_years_valid_from",
        ),
    )
    op.create_table(
        "weights",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weights", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("employer_signed_by", sa.String(length=120), nullable=True),
        sa.Column("employer_signed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("tillitsvalgt_signed_by", sa.String(length=120), nullable=True),
        sa.Column("tillitsvalgt_signed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("version", name="pk_weights"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("employee_no", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "nb",
                "nn",
                "en",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("home_area", sa.String(length=40), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("hourly_cost_ore", sa.Integer(), nullable=False),
        sa.Column("accepts_merarbeid_minutes_week", sa.Integer(), nullable=False),
        sa.Column("accepts_overtime", sa.Boolean(), nullable=False),
        sa.Column("accepts_night", sa.Boolean(), nullable=False),
        sa.Column("overtime_minutes_52w", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "accepts_merarbeid_minutes_week >= 0", name=op.f("ck_person_accepts_merarbeid")
        ),
        sa.CheckConstraint("hourly_cost_ore >= 0", name=op.f("ck_person_hourly_cost")),
        sa.CheckConstraint("overtime_minutes_52w >= 0", name=op.f("ck_person_overtime_52w")),
        sa.ForeignKeyConstraint(["home_area"], ["area.code"], name="fk_person_home_area_area"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("employee_no", name="uq_person_employee_no"),
    )
    op.create_table(
        "price",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("sector_code", sa.String(length=40), nullable=False),
        sa.Column("competence_code", sa.String(length=40), nullable=False),
        sa.Column("day_ore_per_hour", sa.Integer(), nullable=False),
        sa.Column("inconvenient_ore_per_hour", sa.Integer(), nullable=False),
        sa.Column("has_vat", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("day_ore_per_hour >= 0", name=op.f("ck_price_day")),
        sa.CheckConstraint("inconvenient_ore_per_hour >= 0", name=op.f("ck_price_inconvenient")),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_price_valid_in_order")),
        sa.ForeignKeyConstraint(
            ["competence_code"], ["competence.code"], name="fk_price_competence_code_competence"
        ),
        sa.ForeignKeyConstraint(
            ["sector_code"], ["sector.code"], name="fk_price_sector_code_sector"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_price"),
        sa.UniqueConstraint(
            "sector_code",
            "competence_code",
            "valid_from",
            name="uq_price_sector_code_competence_code_valid_from",
        ),
    )
    op.create_table(
        "travel",
        sa.Column("from_area", sa.String(length=40), nullable=False),
        sa.Column("to_area", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_area <> to_area", name=op.f("ck_travel_between_two_areas")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_travel_minutes")),
        sa.ForeignKeyConstraint(["from_area"], ["area.code"], name="fk_travel_from_area_area"),
        sa.ForeignKeyConstraint(["to_area"], ["area.code"], name="fk_travel_to_area_area"),
        sa.PrimaryKeyConstraint("from_area", "to_area", name="pk_travel"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sector_code", sa.String(length=40), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["area_code"], ["area.code"], name="fk_unit_area_code_area"),
        sa.ForeignKeyConstraint(
            ["sector_code"], ["sector.code"], name="fk_unit_sector_code_sector"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("code", name="uq_unit_code"),
    )
    op.create_index("ix_unit_area_code", "unit", ["area_code"], unique=False)
    op.create_index("ix_unit_sector_code", "unit", ["sector_code"], unique=False)
    op.create_table(
        "absence",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reported_by", sa.String(length=120), nullable=False),
        sa.Column("reported_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_absence_ends_after_start")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_absence_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
    )
    op.create_index(
        "ix_absence_person_starts", "absence", ["person_id", "starts_at"], unique=False
    )
    op.create_table(
        "agreement_person",
        sa.Column("agreement_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name="fk_agreement_person_agreement_id_agreement"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_agreement_person_person_id_person"
        ),
        sa.PrimaryKeyConstraint("agreement_id", "person_id", name="pk_agreement_person"),
    )
    op.create_table(
        "agreement_unit",
        sa.Column("agreement_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name="fk_agreement_unit_agreement_id_agreement"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_agreement_unit_unit_id_unit"),
        sa.PrimaryKeyConstraint("agreement_id", "unit_id", name="pk_agreement_unit"),
    )
    op.create_table(
        "app_user",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "nb",
                "nn",
                "en",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("session_key", sa.String(length=64), nullable=False),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("failed_logins >= 0", name=op.f("ck_app_user_failed_logins")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_app_user_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_app_user"),
        sa.UniqueConstraint("login", name="uq_app_user_login"),
        sa.UniqueConstraint("person_id", name="uq_app_user_person_id"),
    )
    op.create_table(
        "duty_time",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_duty_time_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_duty_time_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_duty_time"),
    )
    op.create_index(
        "ix_duty_time_person_starts", "duty_time", ["person_id", "starts_at"], unique=False
    )
    op.create_table(
        "feed_token",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_read_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_feed_token_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_feed_token"),
        sa.UniqueConstraint("token_hash", name="uq_feed_token_token_hash"),
    )
    op.create_index(
        "uq_feed_token_live_person",
        "feed_token",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "person_competence",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("competence_code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to >= valid_from", name=op.f("ck_person_competence_valid_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["competence_code"],
            ["competence.code"],
            name="fk_person_competence_competence_code_competence",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_competence_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_competence"),
        sa.UniqueConstraint(
            "person_id", "competence_code", name="uq_person_competence_person_id_competence_code"
        ),
    )
    op.create_table(
        "person_sector",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("sector_code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_sector_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["sector_code"], ["sector.code"], name="fk_person_sector_sector_code_sector"
        ),
        sa.PrimaryKeyConstraint("person_id", "sector_code", name="pk_person_sector"),
    )
    op.create_table(
        "person_unit",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "tie",
            sa.Enum(
                "known",
                "allowed",
                name="tie",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_unit_person_id_person"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_person_unit_unit_id_unit"),
        sa.PrimaryKeyConstraint("person_id", "unit_id", "tie", name="pk_person_unit"),
    )
    op.create_index("ix_person_unit_unit_id", "person_unit", ["unit_id"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "pool",
                "part_time",
                "staff",
                "hourly",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("role_code", sa.String(length=40), nullable=False),
        sa.Column("stillingsprosent", sa.Integer(), nullable=False),
        sa.Column("full_week_minutes", sa.Integer(), nullable=False),
        sa.Column("regime", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'pool' OR unit_id IS NULL", name=op.f("ck_post_pool_has_no_unit")
        ),
        sa.CheckConstraint("full_week_minutes BETWEEN 1 AND 2400", name=op.f("ck_post_full_week")),
        sa.CheckConstraint(
            "stillingsprosent BETWEEN 0 AND 10000", name=op.f("ck_post_stillingsprosent")
        ),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_post_valid_in_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_post_person_id_person"),
        sa.ForeignKeyConstraint(
            ["role_code"], ["competence.code"], name="fk_post_role_code_competence"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_post_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_post"),
    )
    op.create_index("ix_post_person_id", "post", ["person_id"], unique=False)
    op.create_index("ix_post_unit_id", "post", ["unit_id"], unique=False)
    op.create_table(
        "shift_template",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("unpaid_break_minutes", sa.Integer(), nullable=False),
        sa.Column("requires", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.CheckConstraint(
            "unpaid_break_minutes >= 0", name=op.f("ck_shift_template_unpaid_break")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_shift_template_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_shift_template"),
        sa.UniqueConstraint("unit_id", "code", name="uq_shift_template_unit_id_code"),
    )
    op.create_table(
        "unavailability",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_unavailability_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_unavailability_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_unavailability"),
    )
    op.create_index(
        "ix_unavailability_person_starts",
        "unavailability",
        ["person_id", "starts_at"],
        unique=False,
    )
    op.create_table(
        "wish",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ore", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_wish_ends_after_start")),
        sa.CheckConstraint("ore BETWEEN -1000000000 AND 1000000000", name=op.f("ck_wish_ore")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_wish_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_wish"),
    )
    op.create_index("ix_wish_person_starts", "wish", ["person_id", "starts_at"], unique=False)
    op.create_table(
        "api_token",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name="fk_api_token_user_id_app_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("token_hash", name="uq_api_token_token_hash"),
    )
    op.create_index("ix_api_token_user_id", "api_token", ["user_id"], unique=False)
    op.create_table(
        "need",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("unpaid_break_minutes", sa.Integer(), nullable=False),
        sa.Column("requires", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("absence_id", sa.BigInteger(), nullable=True),
        sa.Column("replaces_shift_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "covered",
                "agency",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("is_agency_allowed", sa.Boolean(), nullable=False),
        sa.Column("agency_ore_per_hour", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_at - starts_at <= interval '48 hours'", name=op.f("ck_need_at_most_48_hours")
        ),
        sa.CheckConstraint("agency_ore_per_hour >= 0", name=op.f("ck_need_agency_price")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_need_ends_after_start")),
        sa.CheckConstraint(
            "is_agency_allowed OR agency_ore_per_hour IS NULL", name=op.f("ck_need_agency_allowed")
        ),
        sa.CheckConstraint("priority BETWEEN 1 AND 3", name=op.f("ck_need_priority")),
        sa.CheckConstraint(
            "unpaid_break_minutes >= 0 AND"
            " make_interval(mins => unpaid_break_minutes) <= ends_at - starts_at",
            name=op.f("ck_need_unpaid_break"),
        ),
        sa.ForeignKeyConstraint(["absence_id"], ["absence.id"], name="fk_need_absence_id_absence"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_need_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_need"),
    )
    op.create_index("ix_need_absence", "need", ["absence_id"], unique=False)
    op.create_index("ix_need_starts_status", "need", ["starts_at", "status"], unique=False)
    op.create_index("ix_need_unit_starts", "need", ["unit_id", "starts_at"], unique=False)
    op.create_index(
        "uq_need_replaces_shift",
        "need",
        ["replaces_shift_id"],
        unique=True,
        postgresql_where=sa.text("status <> 'withdrawn'"),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "manager",
                "employee",
                "coordinator",
                "planner",
                "tillitsvalgt",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "role <> 'manager' OR unit_id IS NOT NULL", name=op.f("ck_role_grant_manager_has_unit")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_role_grant_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name="fk_role_grant_user_id_app_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
        sa.UniqueConstraint(
            "user_id",
            "role",
            "unit_id",
            name="uq_role_grant_user_id_role_unit_id",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_role_grant_user_id", "role_grant", ["user_id"], unique=False)
    op.create_table(
        "web_session",
        sa.Column("handle_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("session_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_web_session_expires_later")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name="fk_web_session_user_id_app_user"
        ),
        sa.PrimaryKeyConstraint("handle_hash", name="pk_web_session"),
    )
    op.create_index("ix_web_session_expires_at", "web_session", ["expires_at"], unique=False)
    op.create_index("ix_web_session_user_id", "web_session", ["user_id"], unique=False)
    op.create_table(
        "agency_order",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "approved",
                "declined",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "vikariat",
                "tv_agreement",
                "health_temporary",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("ore_per_hour", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("plan_run_id", sa.BigInteger(), nullable=True),
        sa.Column("proposed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=120), nullable=True),
        sa.Column("approved_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'approved' OR (basis IS NOT NULL AND approved_by IS NOT NULL"
            " AND approved_at IS NOT NULL)",
            name=op.f("ck_agency_order_approved_has_basis"),
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_agency_order_minutes")),
        sa.CheckConstraint("ore_per_hour >= 0", name=op.f("ck_agency_order_price")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_agency_order_need_id_need"),
        sa.ForeignKeyConstraint(
            ["plan_run_id"], ["plan_run.id"], name="fk_agency_order_plan_run_id_plan_run"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agency_order"),
    )
    op.create_index(
        "uq_agency_order_need",
        "agency_order",
        ["need_id"],
        unique=True,
        postgresql_where=sa.text("status <> 'declined'"),
    )
    op.create_table(
        "offer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "exclusive",
                "open",
                name="mode",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("stated_case", sa.String(length=40), nullable=True),
        sa.Column("window_ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "settled",
                "withdrawn",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("settled_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("places >= 1", name=op.f("ck_offer_places")),
        sa.CheckConstraint("window_ends_at > created_at", name=op.f("ck_offer_window")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_offer_need_id_need"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_need", "offer", ["need_id"], unique=False)
    op.create_table(
        "pin",
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("pinned_by", sa.String(length=120), nullable=False),
        sa.Column("pinned_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_pin_need_id_need"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_pin_person_id_person"),
        sa.PrimaryKeyConstraint("need_id", name="pk_pin"),
    )
    op.create_index("ix_pin_person_id", "pin", ["person_id"], unique=False)
    op.create_table(
        "shift",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=True),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("unpaid_break_minutes", sa.Integer(), nullable=False),
        sa.Column("requires", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "rota", "cover", name="kind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "confirmed",
                "worked",
                "absent",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("changed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("person_id"), "="),
            (sa.text("tstzrange(starts_at, ends_at, '[)')"), "&&"),
            where=sa.text("status IN ('planned', 'confirmed', 'worked')"),
            using="gist",
            name="ex_shift_person_busy",
        ),
        sa.CheckConstraint(
            "(kind = 'cover') = (need_id IS NOT NULL)", name=op.f("ck_shift_cover_has_need")
        ),
        sa.CheckConstraint(
            "ends_at - starts_at <= interval '48 hours'", name=op.f("ck_shift_at_most_48_hours")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_ends_after_start")),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_shift_sequence")),
        sa.CheckConstraint(
            "unpaid_break_minutes >= 0 AND"
            " make_interval(mins => unpaid_break_minutes) <= ends_at - starts_at",
            name=op.f("ck_shift_unpaid_break"),
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_shift_need_id_need"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_shift_person_id_person"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_shift_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_shift"),
        sa.UniqueConstraint("uid", name="uq_shift_uid"),
    )
    op.create_index("ix_shift_person_starts", "shift", ["person_id", "starts_at"], unique=False)
    op.create_index("ix_shift_starts", "shift", ["starts_at"], unique=False)
    op.create_index("ix_shift_unit_starts", "shift", ["unit_id", "starts_at"], unique=False)
    op.create_index(
        "uq_shift_need",
        "shift",
        ["need_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('planned', 'confirmed', 'worked')"),
    )
    op.create_table(
        "labour_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "pool",
                "merarbeid",
                "overtime",
                "hourly",
                "agency",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cost_ore", sa.BigInteger(), nullable=False),
        sa.Column("shift_id", sa.BigInteger(), nullable=True),
        sa.Column("agency_order_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(source = 'agency') = (agency_order_id IS NOT NULL)",
            name=op.f("ck_labour_line_agency"),
        ),
        sa.CheckConstraint("cost_ore >= 0", name=op.f("ck_labour_line_cost")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_labour_line_minutes")),
        sa.CheckConstraint(
            "num_nonnulls(shift_id, agency_order_id) = 1", name=op.f("ck_labour_line_one_origin")
        ),
        sa.ForeignKeyConstraint(
            ["agency_order_id"],
            ["agency_order.id"],
            name="fk_labour_line_agency_order_id_agency_order",
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name="fk_labour_line_shift_id_shift"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_labour_line_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_labour_line"),
        sa.UniqueConstraint("agency_order_id", name="uq_labour_line_agency_order_id"),
        sa.UniqueConstraint("shift_id", "source", name="uq_labour_line_shift_id_source"),
    )
    op.create_index(
        "ix_labour_line_worked_unit", "labour_line", ["worked_on", "unit_id"], unique=False
    )
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=True),
        sa.Column("offer_id", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("links", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sent",
                "failed",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("sent_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_fault", sa.Text(), nullable=True),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_message_attempts")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_message_need_id_need"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_message_offer_id_offer"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_message_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("key", name="uq_message_key"),
    )
    op.create_index("ix_message_need_id", "message", ["need_id"], unique=False)
    op.create_index("ix_message_person_id", "message", ["person_id"], unique=False)
    op.create_index(
        "ix_message_waiting",
        "message",
        ["next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_table(
        "offer_answer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("offer_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "noted",
                "yours",
                "declined",
                "closed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("answered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_offer_answer_rank")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_answer_offer_id_offer"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_offer_answer_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_offer_answer"),
        sa.UniqueConstraint("offer_id", "person_id", name="uq_offer_answer_offer_id_person_id"),
        sa.UniqueConstraint("offer_id", "rank", name="uq_offer_answer_offer_id_rank"),
    )
    op.create_index("ix_offer_answer_person_id", "offer_answer", ["person_id"], unique=False)
    op.create_foreign_key(
        "fk_need_replaces_shift_id_shift", "need", "shift", ["replaces_shift_id"], ["id"]
    )
    op.execute(APPEND_ONLY)
    op.execute(
        "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_constraint("fk_need_replaces_shift_id_shift", "need", type_="foreignkey")
    op.drop_table("offer_answer")
    op.drop_table("message")
    op.drop_table("labour_line")
    op.drop_table("shift")
    op.drop_table("pin")
    op.drop_table("offer")
    op.drop_table("agency_order")
    op.drop_table("web_session")
    op.drop_table("role_grant")
    op.drop_table("need")
    op.drop_table("api_token")
    op.drop_table("wish")
    op.drop_table("unavailability")
    op.drop_table("shift_template")
    op.drop_table("post")
    op.drop_table("person_unit")
    op.drop_table("person_sector")
    op.drop_table("person_competence")
    op.drop_table("feed_token")
    op.drop_table("duty_time")
    op.drop_table("app_user")
    op.drop_table("agreement_unit")
    op.drop_table("agreement_person")
    op.drop_table("absence")
    op.drop_table("unit")
    op.drop_table("travel")
    op.drop_table("price")
    op.drop_table("person")
    op.drop_table("weights")
    op.drop_table("tariff_row")
    op.drop_table("sector")
    op.drop_table("plan_run")
    op.drop_table("municipality")
    op.drop_table("idempotent_request")
    op.drop_table("event")
    op.drop_table("competence")
    op.drop_table("area")
    op.drop_table("agreement")
    op.execute("DROP FUNCTION refuse_change()")
