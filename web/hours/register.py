"""People, rota and needs out in the columns that files in have."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from vikarsentral import exporting
from vikarsentral.access import Action
from vikarsentral.errors import BadInput
from vikarsentral.exporting import File, Period
from web import context
from web.guard import allow
from web.hours.files import answered, given, shown
from web.hours.room import bp
from web.words import say


@bp.get("/filer-ut/ansatte")
@allow(Action.MANAGE_PEOPLE)
def people() -> ResponseReturnValue:
    """Give the file of everyone in use, with posts, as it may be taken in again."""
    session, now = context.database(), context.now()
    try:
        file = exporting.register(session, "people", now=now, format=_format())
    except BadInput:
        return shown(say("Velg et format fra listen."), 422)
    exporting.fetched(session, file, kind="people", actor=context.actor(), now=now)
    return answered(file)


@bp.get("/filer-ut/turnus")
@allow(Action.IMPORT_FILES)
def rota() -> ResponseReturnValue:
    """Give the file of a period's rota, of own units for a leader."""
    return given(_work("rota"), "rota", Action.IMPORT_FILES)


@bp.get("/filer-ut/behov")
@allow(Action.IMPORT_FILES)
def needs() -> ResponseReturnValue:
    """Give the file of a period's needs, of own units for a leader."""
    return given(_work("needs"), "needs", Action.IMPORT_FILES)


def _work(kind: str) -> Any:
    def make(session: Any, about: Period, write: Any) -> File:
        file: File = write(session, kind, now=context.now(), about=about, format=_format())
        return file

    return partial(make, write=exporting.register)


def _format() -> str:
    return request.args.get("som", "csv")
