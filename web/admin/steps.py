"""The way through the first day: which page each step is, and where one goes after it."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral.administration import Progress, Step
from web.words import later

STEPS: dict[Step, tuple[Any, Any, str]] = {
    Step.MUNICIPALITY: (
        later("Kommunen"),
        later("Hva kommunen heter, og hvem meldinger kommer fra."),
        "admin.municipality",
    ),
    Step.SECTORS: (
        later("Sektorer"),
        later("Hvilke sektorer vikarsentralen skal dekke."),
        "admin.sectors",
    ),
    Step.UNITS: (
        later("Den første enheten"),
        later("Et sykehjem, en barnehage, en skole eller en renholdssone."),
        "admin.new_unit",
    ),
    Step.LEADERS: (
        later("En leder for enheten"),
        later("Lederen melder fravær og ber om folk."),
        "admin.units",
    ),
    Step.PEOPLE: (
        later("Ansatte"),
        later("Last opp en fil, eller skriv inn én og én."),
        "admin.people",
    ),
    Step.ROTA: (
        later("Turnus"),
        later("Last opp turnusen, så ser lederen hvem som er på vakt."),
        "admin.rota",
    ),
    Step.REQUEST: (
        later("Den første forespørselen"),
        later("Lederen melder at noen er borte, eller ber om én ekstra."),
        "admin.request_page",
    ),
    Step.COVERED: (
        later("Den første vakten dekket"),
        later("Noen har fått vakten, og den står i kalenderen."),
        "admin.request_page",
    ),
}


def onward(otherwise: str) -> ResponseReturnValue:
    """Go on with the first day when one came from there, else to the own page.

    Args:
        otherwise: endpoint of the page.
    """
    is_first_day = request.args.get("start") == "1"
    return redirect(url_for("admin.front" if is_first_day else otherwise), code=303)


def shown(progress: Progress) -> list[dict[str, Any]]:
    """Return the steps as the page shows them.

    Args:
        progress: how far the installation has come.
    """
    ahead = progress.next_step
    return [
        {
            "title": title,
            "lead": lead,
            "endpoint": endpoint,
            "is_done": step in progress.done,
            "is_next": step is ahead,
        }
        for step, (title, lead, endpoint) in STEPS.items()
    ]
