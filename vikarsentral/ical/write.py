"""Write one person's shifts as an iCalendar text; no database, no clock.

The bytes depend on the shifts alone, so the same roster always gives the same ETag.
Nothing about health and nothing about other people is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import CLASS, STATUS, TRANSP, Calendar, Event, Timezone

OSLO = ZoneInfo("Europe/Oslo")
REFRESH = timedelta(minutes=15)
PRODID = "-//Vikarsentral//Mine vakter 1//NO"

# Written once and by rule: lists of single onsets make some readers an hour wrong all summer.
OSLO_VTIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""

TEXTS = {
    "nb": {
        "name": "Mine vakter",
        "summary": "Vakt: {unit}",
        "cancelled": "AVLYST: {summary}",
        "break": "Ubetalt pause: {minutes} minutter",
    },
    "nn": {
        "name": "Vaktene mine",
        "summary": "Vakt: {unit}",
        "cancelled": "AVLYST: {summary}",
        "break": "Ubetalt pause: {minutes} minutt",
    },
    "en": {
        "name": "My shifts",
        "summary": "Shift: {unit}",
        "cancelled": "CANCELLED: {summary}",
        "break": "Unpaid break: {minutes} minutes",
    },
}


@dataclass(frozen=True, slots=True)
class CalendarShift:
    """One shift as its own calendar may show it.

    Attributes:
        uid: stable for the whole life of the shift.
        sequence: 0 or more, higher after each change that the person must see.
        starts_at: UTC.
        ends_at: UTC, after `starts_at`.
        unit: the unit's name.
        area: where in the municipality, empty when not known.
        unpaid_break_minutes: 0 or more.
        cancelled: the person does not work it after all.
        created_at: UTC.
        changed_at: UTC, last change.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    unit: str
    area: str
    unpaid_break_minutes: int
    cancelled: bool
    created_at: datetime
    changed_at: datetime


def calendar_bytes(shifts: Iterable[CalendarShift], *, uid: str, language: str = "nb") -> bytes:
    """Write the shifts as one calendar.

    Args:
        shifts: in any order; each `uid` once.
        uid: the calendar's own identity, the same at every reading.
        language: `nb`, `nn` or `en`; anything else is written as `nb`.

    Returns:
        UTF-8 text with CRLF lines, events by start and then by uid.

    Source: RFC 5545; RFC 7986 5.7 (REFRESH-INTERVAL).
    """
    texts = TEXTS.get(language, TEXTS["nb"])
    calendar = Calendar.new(
        prodid=PRODID,
        uid=uid,
        name=texts["name"],
        calscale="GREGORIAN",
    )
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT15M")
    calendar.add("X-WR-TIMEZONE", "Europe/Oslo")
    calendar.add_component(Timezone.from_ical(OSLO_VTIMEZONE))
    for shift in sorted(shifts, key=lambda each: (each.starts_at, each.uid)):
        calendar.add_component(_event(shift, texts))
    return bytes(calendar.to_ical())


def _event(shift: CalendarShift, texts: dict[str, str]) -> Event:
    """Make one event.

    Without METHOD, DTSTAMP is the last revision of the event, not the time of writing.

    Source: RFC 5545 3.8.7.2.
    """
    start, end = _written_times(shift)
    summary = texts["summary"].format(unit=shift.unit)
    pause = shift.unpaid_break_minutes
    changed = shift.changed_at.astimezone(UTC).replace(microsecond=0)
    return Event.new(
        uid=shift.uid,
        sequence=shift.sequence,
        stamp=changed,
        last_modified=changed,
        created=shift.created_at.astimezone(UTC).replace(microsecond=0),
        start=start,
        end=end,
        summary=texts["cancelled"].format(summary=summary) if shift.cancelled else summary,
        description=texts["break"].format(minutes=pause) if pause else None,
        location=", ".join(part for part in (shift.unit, shift.area) if part),
        status=STATUS.CANCELLED if shift.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if shift.cancelled else TRANSP.OPAQUE,
        classification=CLASS.PRIVATE,
    )


def _written_times(shift: CalendarShift) -> tuple[datetime, datetime]:
    """Give start and end in Oslo time, or both in UTC where Oslo time is ambiguous.

    A local time in the autumn night's 02:00-03:00 occurs twice. The standard reads it as the
    first; three of four readers tried take it as the second, so only UTC is safe there.

    Source: RFC 5545 3.3.5 (form 3).
    """
    start, end = (at.astimezone(OSLO) for at in (shift.starts_at, shift.ends_at))
    if _occurs_twice(start) or _occurs_twice(end):
        return shift.starts_at.astimezone(UTC), shift.ends_at.astimezone(UTC)
    return start, end


def _occurs_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
