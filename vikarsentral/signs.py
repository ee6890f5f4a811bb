"""Signs that no name may hold: those that control, turn round, hide or heap; and links.

One rule for pages and files.

Source: reliability section 4, V17 to V21, V26.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
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
