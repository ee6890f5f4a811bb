"""Forms: what a page may send, checked before the domain is asked, with faults in plain words."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask_wtf import FlaskForm
from wtforms import Field
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
