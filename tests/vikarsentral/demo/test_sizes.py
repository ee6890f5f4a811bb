from vikarsentral.demo.sizes import SIZES


def test_sizes_are_those_promised():
    found = {
        size.name: (size.pool + size.part_time + size.hourly + size.overtime, size.needs)
        for size in SIZES.values()
    }
    assert found == {"small": (30, 150), "medium": (150, 1000), "large": (500, 4000)}
