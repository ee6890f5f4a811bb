"""Exchanges against the live roster: one takes an open shift, another takes what they had.

`live` finds them where nobody can take the shift as things stand, `book` carries one out whole
or not at all, with every step judged by the rules as things stand at that moment.
"""

from vikarsentral.swap.book import Step, book, must_agree
from vikarsentral.swap.live import Swap, proposed

__all__ = ["Step", "Swap", "book", "must_agree", "proposed"]
