"""What can be wrong with an agreement or its signature, as a code with facts.

Pages and commands word the codes; nothing here is a sentence for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vikarsentral.errors import Fault


@dataclass(frozen=True, slots=True)
class AgreementFault(Fault):
    """One fault with the row it stands in, what is allowed, and a code that pages word.

    Attributes:
        code: stable, such as `outside_bound`.
        facts: what a sentence about it names.
    """

    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def fault(where: str, code: str, what: str, allowed: str, **facts: object) -> AgreementFault:
    """Make a fault.

    Args:
        where: the row or field, such as `limits.daily_rest`.
        code: stable, for pages.
        what: what is wrong, one short English phrase.
        allowed: what is allowed instead.
        **facts: what a sentence about it names.
    """
    return AgreementFault(where, what, allowed, code, facts)
