"""Payroll files hold hours as worked, and their sums are the pay engine's to the øre."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.vikarsentral.exporting.conftest import document, table
from tests.vikarsentral.exporting.payroll.conftest import FIRST, LAST, NOW
from vikarsentral import exporting, worked
from vikarsentral.errors import BadInput
from vikarsentral.exporting.payroll.rows import priced_shifts
from vikarsentral.tables import LabourLine, PostKind, Shift


def ore(text):
    return int(Decimal(text.replace(",", ".")) * 100)


def payroll(village, about, **changes):
    return exporting.payroll(village.session, about, **{"now": NOW, **changes})


def test_sum_of_the_file_is_the_engines_to_the_ore(easter, about):
    shifts = priced_shifts(easter.session, about, now=NOW)
    assert len(shifts) == 9
    rows = table(payroll(easter, about))
    assert sum(ore(row["Beløp"]) for row in rows) == sum(one.pay.gross_ore for one in shifts)
    for one in shifts:
        mine = [ore(row["Beløp"]) for row in rows if row["Vakt"] == str(one.shift.id)]
        assert sum(mine) == one.pay.gross_ore


def test_visma_holds_the_variable_pay_and_nothing_else(easter, about):
    rows = table(payroll(easter, about))
    variable = sum(ore(row["Beløp"]) for row in rows if row["I fast lønn"] == "nei")
    lines = payroll(easter, about, format="visma").body.decode("cp1252").splitlines()
    assert sum(int(Decimal(line.split(";")[7]) * 100) for line in lines) == variable > 0
    assert {len(line.split(";")) for line in lines} == {17}


def test_spend_is_the_variable_pay_and_what_the_employer_adds(easter, about):
    shifts = priced_shifts(easter.session, about, now=NOW)
    lines = easter.session.query(LabourLine).all()
    receipts = [line for row in lines for line in row.receipt]
    assert sum(line["amount_ore"] for line in receipts) == sum(row.cost_ore for row in lines)
    gross = sum(
        line["amount_ore"]
        for line in receipts
        if line["kind"] not in ("holiday_pay", "pension", "employer_contribution")
    )
    extra = {"merarbeid", "hourly", "overtime"}
    assert gross == sum(
        line.amount_ore
        for one in shifts
        for line in one.pay.lines
        if line.part in extra and not line.is_employers
    )


def test_worked_minutes_are_what_is_paid(easter, about):
    rows = table(payroll(easter, about))
    late = [row for row in rows if row["Hva"] == "Timelønn" and row["Dato"] == "2027-03-22"]
    assert sum(int(row["Minutter"]) for row in late) == 350
    overtime = [row for row in rows if row["Hva"].startswith("Overtid")]
    assert sum(int(row["Minutter"]) for row in overtime) == 60


def test_shift_nobody_came_to_is_not_paid(easter, about):
    shift = easter.session.query(Shift).filter_by(kind="cover").order_by(Shift.id).first()
    worked.did_not_come(easter.session, shift_id=shift.id, actor=easter.leader, now=NOW)
    assert str(shift.id) not in {row["Vakt"] for row in table(payroll(easter, about))}


def test_files_of_two_halves_make_the_whole(easter, about):
    whole = document(payroll(easter, about, as_json=True))
    middle = FIRST + timedelta(days=3)
    halves = [
        document(
            payroll(
                easter,
                exporting.period(easter.session, first_on=first, last_on=last),
                as_json=True,
            )
        )
        for first, last in ((FIRST, middle), (middle + timedelta(days=1), LAST))
    ]
    assert sum(half["amount_ore"] for half in halves) == whole["amount_ore"]
    assert sum(half["variable_ore"] for half in halves) == whole["variable_ore"]


def test_only_what_has_ended_is_there_and_it_is_said(easter, about):
    early = NOW - timedelta(days=13)
    file = payroll(easter, about, now=early)
    assert {row["Dato"] for row in table(file)} < {
        row["Dato"] for row in table(payroll(easter, about))
    }
    assert any("Perioden er ikke over" in remark for remark in file.remarks)
    assert payroll(easter, about).remarks == []


def test_disagreement_is_said_and_paid_as_told(easter, about):
    from tests.vikarsentral.worked.conftest import self_of

    shift = easter.session.query(Shift).order_by(Shift.id).first()
    worked.object_to(easter.session, shift_id=shift.id, actor=self_of(shift), now=NOW)
    file = payroll(easter, about)
    assert file.remarks == ["Uenighet om timene på vakter i perioden: 1. De er med som meldt."]


def test_names_that_could_run_are_harmless(easter, about):
    assert "'=Åse Østby" in {row["Navn"] for row in table(payroll(easter, about))}


def test_unknown_format_is_refused_with_those_there_are(easter, about):
    with pytest.raises(BadInput, match="csv, visma"):
        payroll(easter, about, format="sap")


def test_person_without_pay_of_their_own_is_paid_by_their_cost(village):
    person = village.person(PostKind.HOURLY, village.solvang)
    village.shift(person, "2027-03-22T07:30")
    about = exporting.period(village.session, first_on=FIRST, last_on=LAST)
    told = document(payroll(village, about, as_json=True))
    assert told["amount_ore"] == told["variable_ore"] > 0
