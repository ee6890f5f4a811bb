import random

import pytest

from vikarsentral.demo import places, staff
from vikarsentral.demo.sizes import SIZES
from vikarsentral.tables import PostKind


@pytest.fixture(params=list(SIZES))
def size(request):
    return SIZES[request.param]


def test_as_many_can_be_reached_as_the_size_says(size):
    rng = random.Random(1)
    made = staff.people(size, places.units(size, rng), rng)
    reached = [one for one in made if one.is_reachable]
    counts = {kind: sum(one.kind is kind for one in reached) for kind in PostKind}
    assert counts == {
        PostKind.POOL: size.pool,
        PostKind.PART_TIME: size.part_time,
        PostKind.HOURLY: size.hourly,
        PostKind.STAFF: size.overtime,
    }
    assert [one.id for one in made] == list(range(1, len(made) + 1))


def test_pool_has_full_posts_and_no_unit():
    rng = random.Random(1)
    made = staff.people(SIZES["small"], places.units(SIZES["small"], rng), rng)
    pool = [one for one in made if one.kind is PostKind.POOL]
    assert all(one.unit is None and one.size == 10_000 and one.known for one in pool)


def test_part_timers_want_no_more_than_a_full_week():
    rng = random.Random(1)
    for one in staff.people(SIZES["small"], places.units(SIZES["small"], rng), rng):
        assert one.merarbeid <= one.full_week * (10_000 - one.size) // 10_000
