"""Say a sentence in the request's language; typed doors to Flask-Babel.

`python -m web.texts` finds every sentence that passes here.
"""

from __future__ import annotations

import flask_babel


def say(text: str, **facts: object) -> str:
    """Return a sentence in the request's language.

    Args:
        text: the sentence in bokmål; `%(name)s` stands for a fact.
        facts: what the sentence names.
    """
    return str(flask_babel.gettext(text, **facts))


def count(one: str, many: str, num: int, **facts: object) -> str:
    """Return the right one of two sentences; `%(num)s` stands for the number.

    Args:
        one: the sentence for one.
        many: the sentence for any other number.
        num: the number.
        facts: what else the sentence names.
    """
    return str(flask_babel.ngettext(one, many, num, **facts))


def later(text: str) -> str:
    """Return a sentence that is put into the request's language when it is shown.

    Args:
        text: the sentence in bokmål.
    """
    lazy: str = flask_babel.lazy_gettext(text)
    return lazy
