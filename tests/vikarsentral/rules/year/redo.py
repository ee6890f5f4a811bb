"""Come to value and limit of a finding of a year again, from its receipt alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from tests.reference.clock import is_red
from tests.vikarsentral.rules.test_redone import between, competence, place, times
from vikarsentral.clock import OSLO
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.receipt import sentence_key

Numbers = Mapping[str, Any]
Redo = Callable[[Numbers], tuple[int, int]]
NEVER = "9999-12-31"


def local(at: str) -> datetime:
    """Return an instant of a receipt on the Oslo wall."""
    return datetime.fromisoformat(at).astimezone(OSLO)


def minutes(first: datetime, last: datetime) -> int:
    """Return the minutes that pass between two instants."""
    return int((last - first).total_seconds()) // 60


def met(numbers: Numbers) -> int:
    """Return the minutes of a duty inside the windows its receipt names."""
    start, end = (datetime.fromisoformat(numbers[name]) for name in ("start", "end"))
    spans = [
        (datetime.fromisoformat(one), datetime.fromisoformat(then))
        for one, then in numbers["windows"]
    ]
    assert spans
    return sum(minutes(max(start, one), min(end, then)) for one, then in spans)


def night(numbers: Numbers) -> tuple[int, int]:
    for one, then in numbers["windows"]:
        assert (local(one).hour, local(then).hour) == (21, 6)
        assert local(then).date() - local(one).date() == timedelta(days=1)
    return met(numbers), 0


def red_window(numbers: Numbers) -> tuple[int, int]:
    for one, then in numbers["windows"]:
        first, last = local(one), local(then)
        assert first.hour in {15, 18}
        assert last.hour == 22
        days = (last.date() - first.date()).days
        inside = {first.date() + timedelta(days=day) for day in range(1, days + 1)}
        assert all(map(is_red, inside))
    return met(numbers), 0


def night_strain(numbers: Numbers) -> tuple[int, int]:
    assert any(numbers["strain"])
    assert any(night > numbers["night_minutes"] for night in numbers["nights"])
    return sum(numbers["work"]), numbers["limit"]


def day_minutes(numbers: Numbers) -> tuple[int, int]:
    most = numbers["ordinary"]
    if numbers["accepted"]:
        most = max(most, numbers["with_overtime"])
    return sum(numbers["work"]), most


def overtime_break(numbers: Numbers) -> tuple[int, int]:
    assert sum(numbers["work"]) - numbers["ordinary"] == numbers["beyond"]
    return max(numbers["breaks"]), numbers["limit"]


def breaks(numbers: Numbers) -> tuple[int, int]:
    least = 0
    if numbers["shift_minutes"] >= numbers["break_long_from_minutes"]:
        least = numbers["break_long_minutes"]
    elif numbers["shift_minutes"] > numbers["break_from_minutes"]:
        least = numbers["break_least_minutes"]
    return numbers["value"], least


def added(numbers: Numbers) -> tuple[int, int]:
    return sum(numbers["work"]), numbers["limit"]


def ordinary_roof(numbers: Numbers) -> tuple[int, int]:
    return sum(numbers["work"]) - numbers["overtime"], numbers["limit"]


def eight_weeks(numbers: Numbers) -> tuple[int, int]:
    return sum(numbers["weekly"]), numbers["weeks"] * numbers["mean_minutes"]


def night_average(numbers: Numbers) -> tuple[int, int]:
    assert numbers["nights"] >= numbers["regular_nights"]
    days = numbers["weeks"] * (7 * 1440 - numbers["rest_left_out"])
    return sum(numbers["weekly"]), days * numbers["average_day"] // 1440


def ordinary_average(numbers: Numbers) -> tuple[int, int]:
    most = sum(numbers["weekly_limits"])
    if "sixtieths_off" in numbers:
        most -= -(-numbers["sixtieths_off"] // 60)
        most = min(max(most, numbers["floor"]), numbers["roof"])
    return sum(numbers["weekly"]), most


def overtime(numbers: Numbers) -> tuple[int, int]:
    value = sum(numbers["weekly"]) + numbers.get("before_period", 0)
    if numbers["window"] == "week":
        assert value == overtime_of_a_week(numbers)
    return value, numbers["limit"]


def overtime_of_a_week(numbers: Numbers) -> int:
    if numbers["averaged"]:
        return sum(numbers["ordered"])
    assert sum(numbers["work"]) == numbers["paid"]
    above = sum(paid - most for paid, most in numbers["above"])
    assert above == numbers["above_day"]
    return max(0, numbers["paid"] - numbers["full_week_minutes"], above)


def merarbeid(numbers: Numbers) -> tuple[int, int]:
    inside = min(sum(numbers["work"]), numbers["full_week_minutes"])
    return inside - numbers["contract_week_minutes"], numbers["limit"]


def compensating_rest(numbers: Numbers) -> tuple[int, int]:
    for begins, rest, needed, spent in numbers["later"]:
        assert local(begins).date().isoformat() <= numbers["due"]
        assert spent or rest < needed
    return numbers["full_rest"] - numbers["rest"], 0


def red(numbers: Numbers) -> tuple[int, int]:
    days = [date.fromisoformat(one) for one in numbers["days"]]
    between_them = (days[0] + timedelta(days=day) for day in range((days[-1] - days[0]).days + 1))
    calendar = [day for day in between_them if is_red(day)]
    assert set(days) <= set(calendar)
    if "share_percent" in numbers:
        return len(days), -(-numbers["red_days"] * numbers["share_percent"] // 100)
    assert days in (calendar, [day for day in calendar if day.weekday() == 6])
    return len(days), numbers["limit"]


def notice(numbers: Numbers) -> tuple[int, int]:
    told = date.fromisoformat(numbers["told"])
    return (local(numbers["start"]).date() - told).days, numbers["limit"]


def late(numbers: Numbers, name: str) -> bool:
    return (numbers[name] or NEVER) > numbers["first_on"]


def police_check(numbers: Numbers) -> tuple[int, int]:
    since = numbers["asked_since"]
    asked = since is None or (numbers["employed"] or NEVER) >= since
    return int(asked and late(numbers, "seen")), 0


def tb_clearance(numbers: Numbers) -> tuple[int, int]:
    return int(late(numbers, "cleared")), 0


def teacher(numbers: Numbers) -> tuple[int, int]:
    until = ""
    if numbers["since"] is not None:
        since = date.fromisoformat(numbers["since"])
        stop = since.replace(month=numbers["last_month"], day=numbers["last_day"])
        until = (stop if since <= stop else stop.replace(year=stop.year + 1)).isoformat()
    return int(late(numbers, "formal") and numbers["last_on"] > until), 0


def pedagogue(numbers: Numbers) -> tuple[int, int]:
    whole = [
        (first or "") <= numbers["first_on"] and numbers["last_on"] <= (last or NEVER)
        for first, last in numbers["held"]
    ]
    return int(not any(whole)), 0


def language(numbers: Numbers) -> tuple[int, int]:
    waived = numbers["waived"] and (numbers["waiver_since"] or "") <= numbers["first_on"]
    return int(late(numbers, "shown") and not waived), 0


def medication(numbers: Numbers) -> tuple[int, int]:
    held = [
        scope
        for scope, units, first, last in numbers["granted"]
        if (units is None or numbers["unit"] in units)
        and (first or "") <= numbers["first_on"]
        and numbers["last_on"] <= (last or NEVER)
    ]
    return max(held, default=0), numbers["limit"]


def age(numbers: Numbers) -> tuple[int, int]:
    born, on = (date.fromisoformat(numbers[name]) for name in ("born", "first_on"))
    return relativedelta(on, born).years, numbers["limit"]


def agency_basis(numbers: Numbers) -> tuple[int, int]:
    on, since = numbers["decided"], numbers["asked_since"]
    first, last = numbers["agreement_dates"] or (NEVER, "")
    discussed = (numbers["discussed"] or NEVER) <= on
    holds = {
        "VIKARIAT": numbers["replaces"] is not None,
        "TV_AGREEMENT": (first or "") <= on <= (NEVER if last is None else last),
        "HEALTH_TEMPORARY": numbers["is_health"] and discussed,
    }[numbers["basis"]]
    return int((since is None or on >= since) and not holds), 0


def preference(numbers: Numbers) -> tuple[int, int]:
    return numbers["left"], 0


def hired_years(numbers: Numbers) -> tuple[int, int]:
    since, decided = (date.fromisoformat(numbers[name]) for name in ("since", "decided"))
    full = since + relativedelta(years=numbers["years"])
    return (decided - since).days, (full - since).days


def alone(redo: Callable[[Numbers], int]) -> Redo:
    """Take the limit from the receipt, where it is a number of the law or of an agreement."""
    return lambda numbers: (redo(numbers), numbers["limit"])


REDONE: dict[str, Redo] = {
    "overlap": alone(between),
    "competence": alone(competence),
    "place": alone(place),
    "available": alone(times),
    "travel": alone(between),
    "daily_rest": lambda numbers: (between(numbers), 1440 - numbers["rest"]),
    "weekly_rest": alone(between),
    "day_minutes": day_minutes,
    "week_minutes": added,
    "overtime": overtime,
    "merarbeid": merarbeid,
    "red_days": red,
    "ordinary_average": ordinary_average,
    "ordinary_roof": ordinary_roof,
    "eight_weeks": eight_weeks,
    "overtime_exempt": overtime,
    "night_average": night_average,
    "night_work": night,
    "night_exempt": night,
    "night_strain": night_strain,
    "red_window": red_window,
    "compensating_rest": compensating_rest,
    "notice": notice,
    "breaks": breaks,
    "overtime_break": overtime_break,
    "authorisation": alone(competence),
    "police_check": police_check,
    "tb_clearance": tb_clearance,
    "medication": medication,
    "teacher": teacher,
    "pedagogue": pedagogue,
    "language": language,
    "age": age,
    "agency_basis": agency_basis,
    "preference": preference,
    "hired_years": hired_years,
}
"""By rule: every judge of a year."""


def redo(excess: Excess, told: Numbers) -> None:
    """Hold that a receipt's numbers, as they are written down, give value, limit and excess.

    Args:
        excess: what the rule measured.
        told: the numbers of its receipt.
    """
    numbers = json.loads(json.dumps(told))
    key = sentence_key(excess)
    assert REDONE[excess.rule](numbers) == (excess.value, excess.limit), (key, numbers)
    assert numbers["excess"] == excess.over == abs(excess.value - excess.limit) > 0, key
