"""What is noted once: neighbours, work periods, quick returns and marked days."""

from tests.builders import person, problem, rota
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_pack import pack


def notes(rotas):
    return pack(problem(people=[person(rota=rotas)]), {}).ground.notes


def test_the_neighbour_before_is_the_one_that_ends_last():
    found = notes(
        [
            rota("2027-01-05 08:00", "2027-01-05 20:00"),
            rota("2027-01-05 09:00", "2027-01-05 12:00"),
            rota("2027-01-07 08:00", "2027-01-07 15:00"),
        ]
    )
    assert found.last.tolist() == [-1, 0, 0, 2]
    assert found.period.tolist() == [0, 0, 1]
    assert found.first.tolist()[:2] == [0, 2]


def test_marked_days_worked_are_noted_plain_without_an_average():
    found = notes([rota("2027-01-10 08:00", "2027-01-10 15:00")])
    assert found.red[0].sum(axis=1).tolist() == [1, 1]
    assert found.average.tolist() == [0]


def test_rota_alone_makes_no_quick_return():
    found = notes(
        [
            rota("2027-01-05 14:00", "2027-01-05 22:00"),
            rota("2027-01-06 07:00", "2027-01-06 14:00"),
        ]
    )
    assert found.quick.tolist() == [0, 0]


def test_each_window_of_weeks_has_its_overtime_and_its_strictest_limit():
    week = [rota(f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 17:00") for day in range(4, 9)]
    ground = pack(problem(people=[person(rota=week)]), {}).ground
    over = ground.notes.sums[0, c.OVER_MINUTES]
    assert over.sum() == 5 * 540 - 2130
    width = int(ground.frame.numbers[c.WINDOW])
    limits = ground.notes.sums[0, c.WINDOW_LIMIT]
    assert ground.windows[0].tolist() == [
        [min(limits[k : k + width]), sum(over[k : k + width])]
        for k in range(len(over) - width + 1)
    ]
