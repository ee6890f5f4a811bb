"""Every value has a name in three languages, and no name is without a value."""

import pytest

from vikarsentral.rules.value_names import VALUE_NAMES, value_name
from vikarsentral.rules.values_year import ALL_VALUES


def test_names_and_values_are_the_same():
    assert set(VALUE_NAMES) == set(ALL_VALUES)


@pytest.mark.parametrize("key", VALUE_NAMES)
def test_each_name_is_told_in_three_languages(key):
    told = [value_name(key, language) for language in ("nb", "nn", "en")]
    assert tuple(told) == VALUE_NAMES[key]
    assert all(text[0].isupper() and not text.endswith(".") for text in told)
