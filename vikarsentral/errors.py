"""Every refusal the product makes: small named classes that carry facts.

A refusal is a normal answer. The command line turns it into an exit code, the web
turns it into a status and a sentence; nothing here holds a sentence for a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was given: where, what, and what is allowed."""

    where: str
    what: str
    allowed: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.where}: {self.what}; {self.allowed}"


class VikarsentralError(Exception):
    """Stand above every refusal; `exit_code` is what a command ends with."""

    exit_code = 1


class BadInput(VikarsentralError):
    """Refuse input or settings; carries every fault, not only the first."""

    exit_code = 2

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults.

        Args:
            faults: at least one, in the order they were found.
        """
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class Unlawful(BadInput):
    """Refuse what would break a rule; carries one receipt per person and rule."""

    exit_code = 1

    def __init__(self, receipts: list[dict[str, Any]]) -> None:
        """Keep the receipts, also as faults with the rule as the place.

        Args:
            receipts: as contract 4 writes them, at least one.
        """
        super().__init__(
            [
                Fault(str(each["rule"]), str(each["text"]["nb"]), str(each["source"]))
                for each in receipts
            ]
        )
        self.receipts = receipts


class ReasonMissing(BadInput):
    """Refuse to go past people whose turn has not come while no reason is told."""

    def __init__(self, people: int, reasons: tuple[str, ...]) -> None:
        """Keep how many they are, and which reasons there are."""
        what = f"is missing: {people} part-timers have not had their turn"
        super().__init__([Fault("preference_reason", what, " or ".join(reasons))])
        self.people = people


class OnlyOnGrounds(Unlawful):
    """Refuse what the rules allow only on grounds that were not given."""

    def __init__(self, receipts: list[dict[str, Any]], grounds: tuple[str, ...]) -> None:
        """Keep the receipts, and the names of the grounds that would open them all."""
        super().__init__(receipts)
        self.grounds = grounds


class ComponentMissing(VikarsentralError):
    """Tell that a component is missing or down, and how it starts."""

    exit_code = 3

    def __init__(self, component: str, what: str, start: str) -> None:
        """Keep the facts.

        Args:
            component: short name, such as `database`.
            what: what was seen.
            start: the command or setting that starts or mends it.
        """
        super().__init__(f"{component}: {what}; {start}")
        self.component = component
        self.what = what
        self.start = start


class NotFound(VikarsentralError):
    """Tell that no such thing exists for the one who asks."""

    exit_code = 1

    def __init__(self, kind: str, key: object) -> None:
        """Keep what was asked for."""
        super().__init__(f"{kind} {key}")
        self.kind = kind
        self.key = key


class Conflict(VikarsentralError):
    """Refuse since the ground has moved; `code` is stable, such as `offer_taken`."""

    def __init__(self, code: str, facts: dict[str, object] | None = None) -> None:
        """Keep the code and the facts."""
        super().__init__(code)
        self.code = code
        self.facts = facts or {}


class NotAllowed(VikarsentralError):
    """Refuse an action the actor has no right to."""

    def __init__(self, action: str) -> None:
        """Keep the action's name."""
        super().__init__(action)
        self.action = action
