"""Each writer makes exactly the kept file from the same rows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import fresh_settings
from vikarsentral.errors import BadInput
from vikarsentral.exporting.payroll import PAY_TYPES, WRITERS, Account, Row

GOLDEN = Path(__file__).parent / "golden"


def row(number="10012", name="Åse Østby", kind="hourly", minutes=450, rate=29_545, **changes):
    values = {
        "employee_no": number,
        "name": name,
        "unit": "solvang",
        "shift_id": 7,
        "starts_at": datetime(2027, 10, 30, 22, 30, tzinfo=UTC),
        "ends_at": datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
        "kind": kind,
        "minutes": minutes,
        "rate_ore": rate,
        "amount_ore": (2 * minutes * rate + 60) // 120,
        "source": "HTA kap. 4",
    }
    return Row(**{**values, **changes})


ROWS = (
    row(),
    row(minutes=20),
    row(kind="weekend", minutes=470, rate=7000),
    row(number="10010", name='=Bo; "Dal"', kind="overtime_50", minutes=61, rate=44_318),
    row(number="10010", name='=Bo; "Dal"', kind="fixed", minutes=426),
    row(minutes=30, account=Account("10200", "2310", "253", "P-7")),
    row(minutes=-30, amount_ore=-14_773, corrects="2027-09-01–2027-09-30"),
)


@pytest.mark.parametrize("name", WRITERS)
def test_file_is_the_kept_one_byte_for_byte(name):
    writer = WRITERS[name]
    held = [one for one in ROWS if writer.has_fixed or not one.is_fixed]
    assert writer.write(held, PAY_TYPES) == (GOLDEN / f"{name}.{writer.ending}").read_bytes()


def test_visma_refuses_numbers_its_line_cannot_hold():
    rows = [row(number="1;2"), row(number='"'), row(number="10012")]
    with pytest.raises(BadInput) as refused:
        WRITERS["visma"].write(rows, PAY_TYPES)
    assert len(refused.value.faults) == 2


def test_visma_sums_equal_pay_of_one_rate():
    lines = WRITERS["visma"].write([row(minutes=20)] * 3, PAY_TYPES).decode().splitlines()
    (line,) = lines
    assert line.split(";")[4:8] == ["0", "1", "295.45", "295.44"]


def test_visma_holds_account_and_dimensions_in_their_places():
    held = [row(minutes=60, account=Account("10200", "2310", "253", "P-7"))]
    (line,) = WRITERS["visma"].write(held, PAY_TYPES).decode().splitlines()
    assert line.split(";")[8:16] == ["10200", "0", '"2310"', '"253"', '"P-7"', *['""'] * 3]


@pytest.mark.parametrize(
    ("order", "dimensions"),
    [
        ("funksjon - ansvar", ['"253"', '""', '"2310"', '""', '""', '""']),
        ("- - - - - prosjekt", ['""'] * 5 + ['"P-7"']),
    ],
)
def test_visma_dimensions_stand_as_the_municipality_has_them(order, dimensions):
    held = [row(minutes=60, account=Account("10200", "2310", "253", "P-7"))]
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("VIKARSENTRAL_VISMA_DIMENSIONS", order)
        fresh_settings()
        (line,) = WRITERS["visma"].write(held, PAY_TYPES).decode().splitlines()
    fresh_settings()
    assert line.split(";")[8:16] == ["10200", "0", *dimensions]


def test_visma_keeps_what_corrects_apart_and_negative():
    held = [row(), row(minutes=-20, amount_ore=-9_848, corrects="2027-09-01–2027-09-30")]
    lines = WRITERS["visma"].write(held, PAY_TYPES).decode().splitlines()
    assert [line.split(";")[5] for line in lines] == ["7.5", "-0.3333"]
    assert [line.split(";")[7] for line in lines] == ["2215.88", "-98.48"]
