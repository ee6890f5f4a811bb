"""Every row of the table is told in three languages."""

import pytest

from vikarsentral.rules.names import source_text
from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.table import GOALS, RULES
from vikarsentral.rules.titles import row_text
from vikarsentral.rules.year.goal_table import YEAR_GOALS
from vikarsentral.rules.year.table import YEAR_RULES

ROWS = [
    *(("hard", row) for row in RULES),
    *(("goal", row) for row in GOALS),
    *(("year", row) for row in YEAR_RULES),
    *(("year_goal", row) for row in YEAR_GOALS),
    *(("opening", row) for row in OPENINGS),
]


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=lambda told: getattr(told, "id", told))
def test_each_row_is_a_sentence_in_each_language(kind, row):
    texts = [row_text(kind, row.id, row.text, language) for language in ("nb", "nn", "en")]
    assert texts[0] == row.text
    assert texts[2] not in texts[:2]
    for text in texts:
        assert text[0].isupper()
        assert text.endswith(".")
    assert source_text(row.source, "nb") == row.source


def test_sources_in_words_are_told_in_each_language_and_paragraphs_stay():
    assert source_text("samtykke", "en") == "consent"
    assert source_text("produktets regel", "nn") == "regel i produktet"
    assert source_text("aml § 10-3", "en") == "aml § 10-3"
