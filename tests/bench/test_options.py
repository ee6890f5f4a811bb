"""The bench of options over HTTP works on the small municipality."""

from tests.bench.options import measured


def test_a_small_run_tells_every_figure():
    told = measured("small", (2, 4, 3, 2))
    assert told["people"] > 0
    assert 0 < told["bytes"] <= told["largest"]
    assert [len(told[kind]) for kind in ("anew", "again", "held", "changed")] == [2, 4, 3, 2]
    assert all(one > 0 for kind in ("anew", "again", "held", "changed") for one in told[kind])
