"""The bench of options over HTTP works on the small municipality."""

from tests.bench.options import KINDS, measured


def test_a_small_run_tells_every_figure():
    told = measured("small", (2, 4, 5, 3, 2))
    assert told["people"] > 0
    assert 0 < told["packed"] < told["bytes"] <= told["largest"]
    assert [len(told[kind]) for kind in KINDS] == [2, 4, 5, 3, 2]
    assert all(one > 0 for kind in KINDS for one in told[kind])
