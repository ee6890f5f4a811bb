"""Amounts are read with at most two decimals, and nothing else is."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from web.planner.fields import AmountField


class One(Form):
    amount = AmountField("Beløp")


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("56", 5600),
        ("56,5", 5650),
        ("56.50", 5650),
        (" 1 200,05 ", 120_005),
        ("0", 0),
        ("", None),
    ],
)
def test_an_amount_is_kept_as_hundredths(text, hundredths):
    form = One(MultiDict({"amount": text}))
    assert form.validate()
    assert form.amount.data == hundredths


@pytest.mark.parametrize("text", ["x", "1,234", "-1", "1,2,3", "Infinity", "NaN", "1" * 13])
def test_what_is_no_amount_is_refused(one_app, text):
    with one_app.test_request_context("/"):
        form = One(MultiDict({"amount": text}))
        assert not form.validate()
        assert form.amount.data is None
