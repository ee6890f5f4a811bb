"""What pay values are is told in whole sentences, in three languages, for each of them."""

import re
from datetime import date

import pytest

from vikarsentral.rules.pay.titles import TITLES, pay_title
from vikarsentral.rules.pay.values import pay_rows
from vikarsentral.rules.texts import LANGUAGES

ROWS = pay_rows(date(2027, 1, 4))


def test_every_row_has_a_title_and_no_other():
    assert list(TITLES) == [row.id for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_title_is_a_whole_sentence_of_its_own_in_each_language(row):
    told = [pay_title(row, language) for language in LANGUAGES]
    assert len(set(told)) == 3
    for text in told:
        assert re.fullmatch(r"[A-ZÅ].*\.", text)
        assert "_" not in text
