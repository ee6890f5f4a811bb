"""Times as people write them: what a time on the Oslo wall can mean.

In the night the clock goes forward an hour does not exist; in the night it goes back an hour
comes twice. Such a time is never guessed: it has no reading, or two, and whoever wrote it is
asked.

Source: law.md 7.3.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from vikarsentral.errors import BadInput, Fault
from vikarsentral.rules.oslo import OSLO


def readings(wall: datetime) -> tuple[datetime, ...]:
    """Return every instant at which the Oslo clock shows a time.

    Args:
        wall: date and time of day without a time zone.

    Returns:
        One instant in UTC; none in the spring gap, and two, in order, in the autumn fold.
    """
    told = wall.replace(tzinfo=None, fold=0)
    found = {told.replace(tzinfo=OSLO, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(
        sorted(at for at in found if at.astimezone(OSLO).replace(tzinfo=None, fold=0) == told)
    )


def the_reading(where: str, wall: datetime) -> datetime:
    """Return the one instant a time means, or ask.

    Args:
        where: the field or row it was written in.
        wall: date and time of day without a time zone.

    Raises:
        BadInput: the time does not exist or comes twice, with how to write it.
    """
    found = readings(wall)
    if len(found) == 1:
        return found[0]
    clock = f"{wall:%d.%m.%Y} kl. {wall:%H.%M}"
    if not found:
        ahead = wall + timedelta(hours=1)
        allowed = f"en tid før 02.00 eller fra 03.00, som {ahead:%H.%M}"
        raise BadInput([Fault(where, f"{clock} finnes ikke: klokken stilles fram", allowed)])
    both = " eller ".join(at.astimezone(OSLO).isoformat() for at in found)
    raise BadInput([Fault(where, f"{clock} kommer to ganger: klokken stilles tilbake", both)])
