"""Forms: what a page may send, checked before the domain is asked, with faults in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms.validators import DataRequired, Length, StopValidation

from web.words import later, say

REQUIRED = later("Fyll ut dette feltet.")


class OurTexts:
    """Say in our words the few things WTForms says itself; it knows no nynorsk."""

    def gettext(self, text: str) -> str:
        """Return our sentence for a message of WTForms."""
        return say("Velg noe fra listen.") if "hoice" in text else say("Dette kan ikke brukes.")

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return our sentence for a message of WTForms that counts."""
        del many, count
        return self.gettext(one)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Stand above every form; refuses fields nobody asked for only by not reading them."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the same
        """Use our own texts."""

        def get_translations(self, form: FlaskForm) -> OurTexts:
            """Return our texts for WTForms's own messages."""
            del form
            return OurTexts()

    def first_faults(self) -> list[tuple[Field, str]]:
        """Return each faulty field and its first fault, in the form's order."""
        return [(item, str(item.errors[0])) for item in self if item.errors]


def required() -> DataRequired:
    """Return the check that a field is filled in."""
    return DataRequired(message=REQUIRED)


def at_most(length: int) -> Length:
    """Return the check that a text is no longer than *length* characters."""
    return Length(max=length, message=later("Skriv kortere her."))


class NoNul:
    """Refuse a text with a character no database can hold."""

    def __call__(self, form: FlaskForm, item: Field) -> None:
        """Stop when the text holds the sign zero.

        Raises:
            StopValidation: it does.
        """
        del form
        if item.data and "\x00" in str(item.data):
            raise StopValidation(say("Teksten inneholder et ugyldig tegn."))


class DayField(StringField):  # type: ignore[misc]  # WTForms has no types
    """Read a day: as browsers send it (2027-01-04) or as people write it (04.01.2027)."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        """Make the field; its value is a date or None."""
        super().__init__(*args, **keywords)
        self.day: date | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the text.

        Raises:
            ValueError: it is no day; carries what to write.
        """
        super().process_formdata(valuelist)
        text = (self.data or "").strip()
        if not text:
            return
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                self.day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            return
        raise ValueError(say("Skriv datoen som dd.mm.åååå, for eksempel 04.01.2027."))


class TimeField(StringField):  # type: ignore[misc]  # WTForms has no types
    """Read a time of day: 07:30, 07.30 or 0730."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        """Make the field; its value is a time or None."""
        super().__init__(*args, **keywords)
        self.time: time | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the text.

        Raises:
            ValueError: it is no time of day; carries what to write.
        """
        super().process_formdata(valuelist)
        text = (self.data or "").strip().replace(".", ":")
        if not text:
            return
        for form in ("%H:%M", "%H%M"):
            try:
                self.time = datetime.strptime(text, form).time()  # noqa: DTZ007 - wall clock
            except ValueError:
                continue
            return
        raise ValueError(say("Skriv klokkeslettet som tt:mm, for eksempel 07:30."))


def local_address(told: str | None, otherwise: str) -> str:
    """Return *told* when it is an address inside this site, else *otherwise*.

    Args:
        told: from a request; anything at all.
        otherwise: a safe address.
    """
    if not told or not told.startswith("/") or told.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(told)
    if parts.scheme or parts.netloc or any(sign in told for sign in "\r\n\t\\\x00"):
        return otherwise
    return told


def ticked(name: str) -> Iterator[str]:
    """Yield the values sent under a name, without empty ones.

    Args:
        name: the field's name.
    """
    yield from (value for value in request.form.getlist(name) if value)
