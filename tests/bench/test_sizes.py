"""Drawn problems by size: what may be asked for."""

import pytest
from click.testing import CliRunner

from tests.bench import sizes
from tests.bench.__main__ import bench


def test_one_size_needs_the_long_form() -> None:
    told = CliRunner().invoke(bench, ["sizes", "--size", "large"])
    assert told.exit_code == 2
    assert "--size is a part of --long" in told.output


def test_a_size_that_a_form_has_not() -> None:
    with pytest.raises(ValueError, match="quick has no xl problems"):
        sizes.section("quick", "xl")


def test_long_form_holds_ten_problems_of_medium_and_large() -> None:
    counts = {(row.size, row.limit): row.count for row in sizes.FORMS["long"]}
    assert all(counts["medium", limit] == 10 for limit in (10, 30, 60))
    assert counts["large", 60] == 10
