"""One person's shifts in the person's own calendar.

`write` turns shifts into bytes; `feed` keeps the secret address they are read from.
"""

from vikarsentral.ical.feed import (
    Feed,
    FeedStatus,
    create_feed,
    feed_for,
    revoke,
    rotate,
    shifts_of,
    status,
)
from vikarsentral.ical.write import CalendarShift, calendar_bytes

__all__ = [
    "CalendarShift",
    "Feed",
    "FeedStatus",
    "calendar_bytes",
    "create_feed",
    "feed_for",
    "revoke",
    "rotate",
    "shifts_of",
    "status",
]
