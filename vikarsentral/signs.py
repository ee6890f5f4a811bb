"""Signs that no name may hold: those that control, turn round, hide or heap; links; addresses.

One rule for pages and files.

Source: reliability section 4, V17 to V21, V26, V29.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
LONGEST_EMAIL = 200
_EMAIL = re.compile(
    r"""[^\s\x00-\x20\x7f@<>(),;"]{1,64}@(?:[^\s\x00-\x20\x7f@<>(),;".]+\.)+"""
    r"""[^\s\x00-\x20\x7f@<>(),;".]{2,}"""
)
_LINK = re.compile(r"(?i)://|\bwww\.|\w{2,}\.(?:no|com|net|org|info|se|dk|eu)\b")


def whole(text: str) -> str:
    """Return a text with each letter in one piece.

    Args:
        text: any text.
    """
    return unicodedata.normalize("NFC", text)


def hides(text: str, allowed: str = "") -> bool:
    """Tell whether a text holds a sign that cannot be seen or controls, or marks in a heap.

    Args:
        text: any text, each letter in one piece.
        allowed: signs that do no harm here, such as a line's end.
    """
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        is_hidden = unicodedata.category(sign) in UNSEEN and sign not in allowed
        if is_hidden or sign == "\ufffd" or marks > MOST_MARKS:
            return True
    return False


def holds_link(text: str) -> bool:
    """Tell whether a text holds what a telephone would make a link of.

    Args:
        text: any text.
    """
    return _LINK.search(text) is not None


def is_email(text: str) -> bool:
    """Tell whether a text is an e-mail address as it is kept, on pages and in files alike.

    Args:
        text: any text.

    Source: reliability section 4, V29.
    """
    if len(text) > LONGEST_EMAIL or hides(text) or _EMAIL.fullmatch(text) is None:
        return False
    local, _, domain = text.partition("@")
    return not local.endswith(".") and ascii_domain(domain) is not None


def ascii_domain(domain: str) -> str | None:
    """Return a domain as it stands on an envelope; None where it cannot be written so.

    Args:
        domain: such as `kommune.no` or `øy.no`.

    Source: RFC 3490 4 (ToASCII).
    """
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
