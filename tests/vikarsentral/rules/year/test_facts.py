"""The facts of a year sum a person over every post."""

from tests.vikarsentral.rules.year.one import ANNA
from vikarsentral.rules.year import Post, Worker


def test_contract_hours_are_summed_over_posts_and_each_is_rounded_down():
    posts = (Post("a", "part_time", 2130, 3333), Post("b", "hourly", 2250, 3333))
    worker = Worker("p", posts)
    assert worker.contract_week_minutes == 709 + 749
    assert worker.full_week_minutes == 2130
    assert not worker.is_hourly


def test_someone_is_paid_by_the_hour_when_every_post_is():
    assert Worker("p", (Post("a", "hourly", 2250, 0), Post("b", "hourly", 2250, 0))).is_hourly
    assert not ANNA.is_hourly
