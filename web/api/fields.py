"""Field kinds of the API: strict about types, whole in what they tell when they refuse."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import marshmallow as ma

from vikarsentral.clock import OSLO

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
GROUPS = ("unit", "month", "source")
FIRST_YEAR, LAST_YEAR = 2000, 2100
REQUIRED = "required|Feltet må være med."
NULL = "null|Feltet kan ikke være null."
MESSAGES = {"required": REQUIRED, "null": NULL}


class Text(ma.fields.String):
    """A text without control characters."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        **MESSAGES,
        "invalid": "not_a_text|Her skal det stå en tekst.",
        "control": "control_character|Teksten har et styretegn.",
        "length": "too_long|Teksten er for lang, eller tom.",
    }

    def __init__(self, *, longest: int = 200, **kwargs: Any) -> None:
        """Keep the longest allowed length; an empty text is never allowed."""
        super().__init__(**kwargs)
        self.longest = longest
        self.metadata = {"minLength": 1, "maxLength": longest, **self.metadata}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        del attr, data, kwargs
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if not all(char.isprintable() for char in value):
            raise self.make_error("control")
        if not 1 <= len(value) <= self.longest:
            raise self.make_error("length")
        return value


class Choice(Text):
    """One of a few words."""

    def __init__(self, *words: str, **kwargs: Any) -> None:
        """Keep the words."""
        super().__init__(**kwargs)
        self.words = words
        also = [None] if self.allow_none else []
        self.metadata = {**self.metadata, "enum": [*words, *also]}
        self.error_messages = {
            **self.error_messages,
            "choice": "unknown_code|Lovlige verdier: " + ", ".join(words) + ".",
        }

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text not in self.words:
            raise self.make_error("choice")
        return text


class Whole(ma.fields.Integer):
    """A whole number written as one; a text or a boolean is none."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        **MESSAGES,
        "invalid": "not_a_number|Her skal det stå et helt tall.",
    }

    def __init__(self, low: int, high: int, **kwargs: Any) -> None:
        """Keep the bounds, both allowed."""
        super().__init__(**kwargs)
        self.low, self.high = low, high
        self.metadata = {"minimum": low, "maximum": high, **self.metadata}
        self.error_messages = {
            **self.error_messages,
            "range": f"out_of_range|Lovlig er {low} til {high}.",
        }

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int:
        del attr, data, kwargs
        if type(value) is not int:
            raise self.make_error("invalid")
        if not self.low <= value <= self.high:
            raise self.make_error("range")
        return value


class QueryWhole(Whole):
    """A whole number in an address: ASCII digits only."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,9}", value):
            raise self.make_error("invalid")
        return super()._deserialize(int(value), attr, data, **kwargs)


class Groups(ma.fields.Field[list[str]]):
    """Words of a query with commas between, each known and each once."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        **MESSAGES,
        "invalid": "unknown_code|Lovlig er unit, month og source, med komma mellom.",
    }

    def __init__(self, **kwargs: Any) -> None:
        """Document the form."""
        super().__init__(**kwargs)
        known = "|".join(GROUPS)
        pattern = f"^({known})(,({known}))*$"
        self.metadata = {"type": "string", "pattern": pattern, **self.metadata}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[str]:
        del attr, data, kwargs
        words = value.split(",") if isinstance(value, str) else []
        if not words or len(set(words)) != len(words) or not set(words) <= set(GROUPS):
            raise self.make_error("invalid")
        return words


class Flag(ma.fields.Boolean):
    """True or false, never a word or a number that looks like it."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        **MESSAGES,
        "invalid": "not_a_flag|Her skal det stå true eller false.",
    }

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bool:
        del attr, data, kwargs
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Instant(ma.fields.Field[datetime]):
    """An instant in whole minutes: in with any offset, out on the Oslo clock."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        **MESSAGES,
        "invalid": "no_such_time|Skriv tiden slik: 2027-01-04T07:30:00+01:00.",
        "minutes": "not_whole_minutes|Tiden må være i hele minutter.",
        "range": f"out_of_range|Lovlige år er {FIRST_YEAR} til {LAST_YEAR}.",
    }

    def __init__(self, **kwargs: Any) -> None:
        """Document the form."""
        super().__init__(**kwargs)
        self.metadata = {"type": "string", "format": "date-time", **self.metadata}

    def _serialize(self, value: datetime | None, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        del attr, obj, kwargs
        return None if value is None else value.astimezone(OSLO).isoformat(timespec="seconds")

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> datetime:
        del attr, data, kwargs
        if not isinstance(value, str) or not INSTANT.fullmatch(value) or not value.isascii():
            raise self.make_error("invalid")
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            raise self.make_error("invalid") from None
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise self.make_error("range")
        if read.second:
            raise self.make_error("minutes")
        return read.astimezone(UTC)


class Day(ma.fields.Field[date]):
    """An Oslo date."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        **MESSAGES,
        "invalid": "no_such_date|Skriv dagen slik: 2027-01-04.",
        "range": f"out_of_range|Lovlige år er {FIRST_YEAR} til {LAST_YEAR}.",
    }

    def __init__(self, **kwargs: Any) -> None:
        """Document the form."""
        super().__init__(**kwargs)
        self.metadata = {"type": "string", "format": "date", **self.metadata}

    def _serialize(self, value: date | None, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        del attr, obj, kwargs
        return None if value is None else value.isoformat()

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> date:
        del attr, data, kwargs
        if not isinstance(value, str) or not DAY.fullmatch(value) or not value.isascii():
            raise self.make_error("invalid")
        try:
            read = date.fromisoformat(value)
        except ValueError:
            raise self.make_error("invalid") from None
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise self.make_error("range")
        return read


class Strict(ma.Schema):
    """A form that refuses what it does not know, and anything that is no object."""

    class Meta:
        """Refuse unknown names."""

        unknown = ma.RAISE

    error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        "unknown": "unknown_field|Feltet er ukjent.",
        "type": "object_expected|Her skal det stå et objekt.",
    }
