"""What a command takes as its limit in seconds."""

import click
import pytest

from vikarsentral.cli.seconds import Seconds


def test_seconds_in_the_range_are_a_number():
    assert [Seconds().convert(told, None, None) for told in ("0.1", "60", 86400)] == [
        0.1,
        60,
        86400,
    ]


@pytest.mark.parametrize("told", ["nan", "-nan", "NaN", "inf", "-1", "0", "1e9", "minutt", ""])
def test_what_is_no_number_in_the_range_is_refused(told):
    with pytest.raises(click.BadParameter):
        Seconds().convert(told, None, None)
