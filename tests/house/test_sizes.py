"""Files stay under 300 lines and functions under 40; what does not may only shrink."""

import pytest

from tests.house import measure
from tests.house.tree import exceptions


@pytest.mark.parametrize("habit", ["long_files", "long_functions"])
def test_sizes_only_shrink(habit):
    found = getattr(measure, habit)()
    listed = exceptions()[habit]
    grown = {path: lines for path, lines in found.items() if lines > listed.get(path, 0)}
    assert grown == {}, "over the limit, or longer than tests/house/exceptions.toml allows"
    gone = sorted(set(listed) - set(found))
    assert gone == [], "no longer needed in tests/house/exceptions.toml"
