"""The engine at its edges: supplements, overtime, part-timers, clock changes, the employer."""

from datetime import date

import pytest

from tests.vikarsentral.rules.pay.made import ON, book, minute, minutes, nurse, work
from vikarsentral.rules.pay import (
    TARIFF,
    Book,
    LocalRow,
    Part,
    PayContract,
    Work,
    explain,
    filled_hour_ore,
    hour_cost_ore,
    hourly_of_cost,
    pay_contract,
    price,
    rounded,
    teaching_hour_ore,
)

NURSE = nurse()


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        ("2027-01-13T16:59", "2027-01-13T17:00", {"basic": 1}),
        ("2027-01-13T16:59", "2027-01-13T17:01", {"basic": 2, "evening": 1}),
        ("2027-01-13T20:59", "2027-01-13T21:01", {"basic": 2, "evening": 1, "night": 1}),
        ("2027-01-14T05:59", "2027-01-14T06:01", {"basic": 2, "night": 1}),
        ("2027-01-15T23:59", "2027-01-16T00:01", {"basic": 2, "weekend": 1, "night": 2}),
        ("2027-01-17T23:59", "2027-01-18T00:01", {"basic": 2, "weekend": 1, "night": 2}),
    ],
)
def test_hta_5_2_and_5_4_begin_and_end_on_the_minute(start, end, kinds):
    assert minutes(price(work(start, end), NURSE)) == kinds


@pytest.mark.parametrize(
    ("day", "first_minute"),
    [
        ("2027-03-24", "12:00"),
        ("2027-05-15", "12:00"),
        ("2026-12-24", "12:00"),
        ("2026-12-31", "12:00"),
        ("2027-05-01", "00:00"),
        ("2027-05-06", "00:00"),
        ("2028-05-17", "00:00"),
    ],
)
def test_hta_5_3_holiday_window_opens_on_the_minute_and_lasts_the_day(day, first_minute):
    opens = minute(f"{day}T{first_minute}")
    assert "holiday" not in minutes(price(work(opens - 1, opens), NURSE))
    assert minutes(price(work(opens, opens + 1), NURSE), "holiday") == {"holiday": 1}
    last = minute(f"{day}T23:59")
    assert minutes(price(work(last, last + 1), NURSE), "holiday") == {"holiday": 1}


def test_hta_5_3_easter_saturday_is_a_holiday_all_day():
    pay = price(work("2027-03-27T00:00", "2027-03-28T00:00"), NURSE)
    assert minutes(pay, "holiday", "weekend") == {"holiday": 1440}


def test_hta_5_christmas_eve_at_15_is_holiday_evening_from_17():
    pay = price(work("2026-12-24T14:30", "2026-12-24T22:00"), NURSE)
    assert minutes(pay) == {"basic": 450, "holiday": 450, "evening": 240, "night": 60}


def test_hta_5_a_saturday_holiday_gets_one_supplement():
    pay = price(work("2026-12-26T08:00", "2026-12-26T16:00"), NURSE)
    assert minutes(pay) == {"basic": 480, "holiday": 480}


def test_hta_5_two_holidays_on_one_date_give_one_supplement():
    pay = price(work("2027-05-17T08:00", "2027-05-17T16:00"), NURSE)
    assert minutes(pay, "holiday") == {"holiday": 480}


def test_hta_5_4_pays_others_than_rota_staff_by_the_hour():
    plain = nurse(is_rota=False)
    pay = price(work("2027-01-13T16:00", "2027-01-13T22:00"), plain)
    assert minutes(pay) == {"basic": 360, "evening_other": 300}
    assert {line.rate_ore for line in pay.lines if line.kind == "evening_other"} == {3200}


@pytest.mark.parametrize(
    ("hourly", "kind", "rate"),
    [(31_818, "weekend", 7000), (31_819, "weekend", 7000), (31_821, "weekend", 7001),
     (28_000, "night", 7000), (28_002, "night", 7001)],
)  # fmt: skip
def test_floors_bite_below_their_edge(hourly, kind, rate):
    pay = price(work("2027-01-16T22:00", "2027-01-16T23:00"), PayContract(hourly, hourly))
    assert {line.rate_ore for line in pay.lines if line.kind == kind} == {rate}


OVERTIME = {
    "2027-01-13T20:59": "overtime_50",
    "2027-01-13T21:00": "overtime_100",
    "2027-01-14T05:59": "overtime_100",
    "2027-01-14T06:00": "overtime_50",
    "2027-01-16T10:00": "overtime_100",
    "2027-03-24T11:59": "overtime_50",
    "2027-03-24T12:00": "overtime_133",
    "2027-03-27T11:59": "overtime_100",
    "2027-03-27T12:00": "overtime_133",
    "2027-03-29T03:00": "overtime_133",
    "2027-05-05T16:59": "overtime_50",
    "2027-05-05T17:00": "overtime_100",
    "2027-05-06T12:00": "overtime_133",
    "2026-12-24T11:59": "overtime_50",
    "2026-12-24T12:00": "overtime_133",
}


@pytest.mark.parametrize(("start", "kind"), OVERTIME.items())
def test_hta_6_places_overtime_on_the_minute(start, kind):
    first = minute(start)
    pay = price(work(first, first + 1, Part("overtime", 1)), NURSE)
    assert minutes(pay) == {kind: 1}


def test_hta_6_overtime_on_a_free_day_is_100_per_cent():
    free = work("2027-01-13T08:00", "2027-01-13T09:00", Part("overtime", 60), is_free_day=True)
    assert minutes(price(free, NURSE)) == {"overtime_100": 60}


def test_hta_6_overtime_replaces_supplements_from_its_first_minute():
    parts = (Part("contract", 60), Part("overtime", 60))
    pay = price(work("2027-01-13T20:00", "2027-01-13T22:00", *parts), NURSE)
    assert minutes(pay) == {"basic": 60, "evening": 60, "overtime_100": 60}


def test_overtime_has_no_pension_and_ordinary_work_has():
    pay = price(
        work("2027-01-13T08:00", "2027-01-13T10:00", Part("contract", 60), Part("overtime", 60)),
        NURSE,
    )
    kinds = {part: [line.kind for line in one.lines] for part, one in pay.by_part().items()}
    assert kinds["overtime"] == ["overtime_50", "holiday_pay", "employer_contribution"]
    assert kinds["contract"] == ["basic", "holiday_pay", "pension", "employer_contribution"]


def test_a_call_out_is_paid_two_hours_and_a_longer_one_its_time():
    short = work("2027-01-13T19:00", "2027-01-13T20:01", Part("overtime", 61), is_called_out=True)
    assert minutes(price(short, NURSE)) == {"overtime_50": 61, "call_out": 59}
    long = work("2027-01-13T18:00", "2027-01-13T20:00", Part("overtime", 120), is_called_out=True)
    assert minutes(price(long, NURSE)) == {"overtime_50": 120}


def test_hta_6_8_displaced_time_is_what_lies_outside_the_hours_announced():
    told = (minute("2027-01-13T07:30"), minute("2027-01-13T15:00"))
    pay = price(work("2027-01-13T09:30", "2027-01-13T17:00", original=told), NURSE)
    assert minutes(pay) == {"basic": 450, "displaced": 120}
    assert {line.rate_ore for line in pay.lines if line.kind == "displaced"} == {14_773}
    assert "displaced" not in minutes(price(work(*told, original=told), NURSE))


@pytest.mark.parametrize(
    ("threshold", "is_part_time", "kind"),
    [(0, True, "basic"), (1, True, "overtime_50"), (1, False, "basic")],
)
def test_the_part_time_threshold_decides_how_merarbeid_is_paid(threshold, is_part_time, kind):
    own = book(part_time_threshold=threshold)
    extra = work("2027-01-13T08:00", "2027-01-13T10:00", Part("merarbeid", 120))
    assert minutes(price(extra, nurse(is_part_time=is_part_time), own)) == {kind: 120}


def test_the_threshold_is_dated():
    own = Book([LocalRow("part_time_threshold", date(2027, 1, 14), 1, "dom")])
    part_timer = nurse(is_part_time=True)
    for start, kind in (("2027-01-13T23:59", "basic"), ("2027-01-14T00:00", "overtime_100")):
        first = minute(start)
        pay = price(work(first, first + 1, Part("merarbeid", 1)), part_timer, own)
        assert kind in minutes(pay)


@pytest.mark.parametrize(
    ("start", "end", "elapsed"),
    [("2027-03-27T21:45", "2027-03-28T07:30", 525), ("2027-10-30T21:45", "2027-10-31T07:30", 645)],
)
def test_a_night_of_the_post_is_paid_by_the_clock_and_others_by_time(start, end, elapsed):
    night = work(start, end)
    assert night.paid == elapsed
    assert minutes(price(night, NURSE), "basic") == {"basic": 585}
    assert minutes(price(night, NURSE, book(dst_contract=1)), "basic") == {"basic": elapsed}
    extra = work(start, end, Part("hourly", elapsed))
    assert minutes(price(extra, NURSE), "basic") == {"basic": elapsed}
    assert minutes(price(extra, NURSE, book(dst_hourly=0)), "basic") == {"basic": 585}


def test_an_autumn_hour_worked_once_is_paid_though_the_clock_shows_it_again():
    second = minute("2027-10-31T02:00", fold=1)
    pay = price(work(second, minute("2027-10-31T07:30")), NURSE)
    assert minutes(pay, "basic") == {"basic": 330}
    half = price(work(minute("2027-10-31T02:30"), second + 60), NURSE)
    assert minutes(half, "basic") == {"basic": 60}


def test_the_unpaid_break_lies_in_the_middle():
    day = work("2027-01-13T13:00", "2027-01-13T21:00", unpaid_break=30)
    pay = price(day, NURSE)
    assert minutes(pay) == {"basic": 450, "evening": 225}


def test_parts_that_do_not_fill_the_stretch_are_refused():
    with pytest.raises(ValueError, match="parts"):
        price(Work(0, 60, (Part("contract", 59),)), NURSE)


def test_the_receipt_sums_to_the_total_to_the_ore():
    night = work("2027-01-15T21:45", "2027-01-16T07:30")
    rows = explain(night, NURSE)
    pay = price(night, NURSE)
    assert sum(int(row["amount_ore"]) for row in rows) == pay.total
    assert rows[0]["start"] == "2027-01-15T21:45:00+01:00"
    own = ("holiday_pay", "pension", "employer_contribution")
    gross = sum(int(row["amount_ore"]) for row in rows if row["kind"] not in own)
    assert gross == pay.gross_ore


def test_zones_and_age_change_the_employers_part_alone():
    day = work("2027-01-13T08:00", "2027-01-13T09:00")
    low = price(day, NURSE, book(zone=6))
    high = price(day, NURSE)
    assert low.gross_ore == high.gross_ore
    assert low.total == 29_545 + 3_545 + 4_727
    old = PayContract(29_545, 29_545, has_extra_holiday=True)
    assert price(day, old, book(zone=6)).total == 29_545 + 4_225 + 4_727
    teacher = PayContract(29_545, 29_545, pension="teacher")
    assert price(day, teacher, book(zone=6)).total == 29_545 + 3_545 + 3_250


@pytest.mark.parametrize("cost", [30_000, 43_149, 48_000, 65_321])
def test_a_cost_and_its_hourly_pay_are_each_others_inverse(cost):
    numbers = TARIFF.on(ON)
    hourly = hourly_of_cost(cost, NURSE, numbers)
    assert abs(hour_cost_ore(PayContract(hourly, hourly), numbers) - cost) <= 2


def test_overtime_may_be_counted_by_its_own_hours_a_year():
    own = pay_contract(54_540_000, 2130, on=ON, book=book(overtime_year_hours=1850))
    assert (own.hourly_ore, own.overtime_hourly_ore) == (29_545, 29_481)


def test_a_teaching_hour_and_an_hour_in_use_follow_the_reference():
    assert teaching_hour_ore(64_790_000, ON) == 34_280
    assert filled_hour_ore(49_100, 8500) == 57_765


@pytest.mark.parametrize(
    ("pair", "whole"), [((1, 2), 1), ((3, 2), 2), ((149, 100), 1), ((0, 7), 0)]
)
def test_a_half_is_rounded_up(pair, whole):
    assert rounded(*pair) == whole
