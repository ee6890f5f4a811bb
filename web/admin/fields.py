"""Fields the administration's forms have beyond WTForms': hundredths, ticks, what was seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import DateField, HiddenField, SelectMultipleField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from web.forms import REQUIRED, Form
from web.words import later, say

WEEKDAYS = (
    ("0", later("Mandag")),
    ("1", later("Tirsdag")),
    ("2", later("Onsdag")),
    ("3", later("Torsdag")),
    ("4", later("Fredag")),
    ("5", later("Lørdag")),
    ("6", later("Søndag")),
)

FIRST_YEAR, LAST_YEAR = 1940, 2099
DECIMAL = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")


class HundredthsField(StringField):  # type: ignore[misc]  # WTForms has no types
    """Take a number with at most two decimals; keep whole hundredths."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        whole, rest = divmod(self.data, 100)
        return f"{whole},{rest:02}".rstrip("0").rstrip(",") if rest else str(whole)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the number.

        Raises:
            ValidationError: it is none.
        """
        text = valuelist[0].strip().replace(" ", "") if valuelist else ""
        found = DECIMAL.fullmatch(text)
        self.data = None
        if found is not None:
            self.data = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
        elif text:
            raise ValidationError(say("Skriv et tall, for eksempel 80 eller 80,5."))


class DayField(DateField):  # type: ignore[misc]  # the same
    """Take a day from the browser's own calendar, or as dd.mm.yyyy where it has none."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Make the field; the arguments are WTForms' own."""
        super().__init__(*given, format=["%Y-%m-%d", "%d.%m.%Y"], **named)

    def pre_validate(self, form: Form) -> None:
        """Look at the year before anything else is asked.

        Raises:
            StopValidation: it is one that nobody plans or is employed in.
        """
        del form
        if self.data is not None and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            told = say("Skriv et år fra %(first)s til %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
            raise StopValidation(told)


class TicksField(SelectMultipleField):  # type: ignore[misc]  # the same
    """Take any number of choices, one tick each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SeenForm(Form):
    """Stand above forms that change a row: carry what was seen, and what has moved since."""

    seen = HiddenField()
    moved: Sequence[tuple[Any, str, str]] = ()
    refused: Any = ""

    def seen_values(self) -> dict[str, Any]:
        """Return what the one who sends saw; nothing when the field cannot be read."""
        try:
            told = json.loads(self.seen.data or "{}")
        except (ValueError, RecursionError):
            return {}
        return told if isinstance(told, dict) else {}

    def show_seen(self, values: dict[str, Any]) -> None:
        """Carry what is shown now.

        Args:
            values: as JSON holds them.
        """
        self.seen.data = json.dumps(values, ensure_ascii=False)


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Return the choices of a list.

    Args:
        pairs: what is sent, and what is shown.
    """
    return [SelectChoice(value, label) for value, label in pairs]


def filled() -> InputRequired:
    """Return the check that a field is filled in, where 0 is an answer."""
    return InputRequired(message=REQUIRED)


def optional() -> Optional:
    """Return the mark of a field that may be empty."""
    return Optional()


def between(least: int, most: int, told: Any) -> NumberRange:
    """Return the check that a number lies between two, both included.

    Args:
        least: the least.
        most: the most.
        told: the sentence otherwise.
    """
    return NumberRange(least, most, message=told)
