"""Forms whose change the rules judge: what is vouched for, and what the rules said no to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField

from vikarsentral.administration import rota
from vikarsentral.errors import OnlyOnGrounds, Unlawful
from web import context
from web.admin.fields import SeenForm
from web.admin.saving import REFUSED, save
from web.clocks import Asked, UnclearTimes
from web.words import later


class GroundsForm(SeenForm):
    """Carry what is vouched for where a rule allows more on a ground, and what was refused."""

    said_yes = BooleanField(later("Den ansatte har sagt ja til endringen"))
    is_needed = BooleanField(
        later("Arbeidet må gjøres på denne tiden, og det er drøftet med de tillitsvalgte")
    )
    is_averaged = BooleanField(later("Det er skriftlig avtalt at arbeidstiden regnes i snitt"))
    receipts: tuple[dict[str, Any], ...] = ()
    asked: tuple[str, ...] = ()
    unclear: tuple[Asked, ...] = ()

    def grounds(self) -> rota.Grounds:
        """Return what was ticked."""
        return rota.Grounds(self.said_yes.data, self.is_needed.data, self.is_averaged.data)


def judged(form: GroundsForm, work: Callable[[], object]) -> int | None:
    """Carry out a change that the rules judge.

    Args:
        form: as sent.
        work: the change; asks the domain.

    Returns:
        None when it is done; else the status, with what is wrong laid into the form.
    """
    stopped: list[Unlawful] = []

    def tried() -> None:
        try:
            work()
        except Unlawful as refused:
            stopped.append(refused)

    try:
        refused = save(form, tried)
    except UnclearTimes as odd:
        context.forget()
        form.unclear, form.refused = tuple(odd.asked), odd.sentence
        return REFUSED
    if not stopped:
        return refused
    context.forget()
    form.receipts = tuple(stopped[0].receipts)
    if isinstance(stopped[0], OnlyOnGrounds):
        form.asked = stopped[0].grounds
    return REFUSED
