import pytest

from vikarsentral.plan.sentence import PROVEN, WITHIN, certificate_sentence


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_proven_plan_says_that_none_is_better(language):
    assert certificate_sentence(7, 7, language) == PROVEN[language]


@pytest.mark.parametrize(
    ("objective", "bound", "percent"),
    [
        (1_000_000, 999_999, "0,01"),
        (1_000_000, 992_100, "0,79"),
        (1_000_000, 992_099, "0,80"),
        (-1000, -1100, "10,00"),
        (0, -5, "500,00"),
    ],
)
def test_gap_is_rounded_up_never_down(objective, bound, percent):
    assert certificate_sentence(objective, bound) == WITHIN["nb"].format(percent=percent)


def test_english_has_a_decimal_point():
    assert "0.50 per cent" in certificate_sentence(200, 199, "en")
