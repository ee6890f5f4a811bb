"""A municipality's own pay types replace the examples, and faults are told all at once."""

import pytest

from vikarsentral.errors import BadInput
from vikarsentral.exporting.payroll.types import PAY_TYPES, pay_types


def test_own_numbers_replace_the_examples():
    found = pay_types("\ufeffslag;lønnsart\r\nweekend;4711\r\n\r\nnight; 4712 \r\n")
    assert found["weekend"] == ("4711", PAY_TYPES["weekend"][1])
    assert found["night"][0] == "4712"
    assert found["evening"] == PAY_TYPES["evening"]


def test_every_fault_is_told_with_its_line():
    with pytest.raises(BadInput) as refused:
        pay_types("sykdom;1\nweekend;\nnight;1\nnight;2\nevening;=1\nholiday")
    assert [fault.where for fault in refused.value.faults] == [
        *("line 1", "line 2", "line 4", "line 5", "line 6"),
    ]


def test_numbers_of_the_examples_are_all_different():
    assert len({code for code, _ in PAY_TYPES.values()}) == len(PAY_TYPES)
