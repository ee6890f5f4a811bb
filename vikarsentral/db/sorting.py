"""Norwegian order of names, in one place; the embedded server has no ICU."""

from __future__ import annotations

import unicodedata

# After z: æ (with ä), ø (with ö), å (with aa). The plain letters are what others are read as.
_AFTER_Z = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
_READ_AS = {"đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ü": "y", "þ": "th", "ß": "ss", "ł": "l"}


def norwegian_key(text: str) -> tuple[str, str]:
    """Return a key that sorts text as Norwegian registers do.

    Æ, ø and å come last, in that order; ä counts as æ, ö as ø, ü as y and aa as å. Other signs
    over letters, such as é or Sámi č, count only where the letters are else the same.

    Args:
        text: a name or other words.

    Returns:
        A pair to sort by: the letters, then the text itself to settle ties.
    """
    lowered = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    return "".join(map(_letter, lowered)), lowered


def _letter(sign: str) -> str:
    if sign in _AFTER_Z:
        return _AFTER_Z[sign]
    if sign in _READ_AS:
        return _READ_AS[sign]
    plain = unicodedata.normalize("NFD", sign)
    return "".join(part for part in plain if not unicodedata.combining(part))
