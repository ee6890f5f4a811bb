"""Templates to download, and what each column is for."""

from __future__ import annotations

from typing import Final

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from vikarsentral.access import Action
from vikarsentral.importing.columns import COLUMNS
from vikarsentral.importing.helps import help_of
from vikarsentral.importing.templates import FORMATS, template
from web import language
from web.guard import allow
from web.importing.room import bp
from web.importing.words import ABOUT, KINDS

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: Final = {"csv": "text/csv; charset=utf-8", "xlsx": WORKBOOK}
FILE_NAMES: Final = {
    "people": "ansatte",
    "rota": "turnus",
    "needs": "behov",
    "agency": "vikarbruk",
}


@bp.get("/admin/filer/mal/<kind>.<format_>")
@allow(Action.IMPORT_FILES)
def give(kind: str, format_: str) -> ResponseReturnValue:
    """Give the template of a kind of file.

    Raises:
        NotFound: there is no such kind or format.
    """
    if kind not in COLUMNS or format_ not in FORMATS:
        raise NotFound
    answer = Response(template(kind, format_), content_type=TYPES[format_])
    name = f"{FILE_NAMES[kind]}-mal.{format_}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/admin/filer/kolonner/<kind>")
@allow(Action.IMPORT_FILES)
def columns(kind: str) -> ResponseReturnValue:
    """Show what each column of a kind of file is for.

    Raises:
        NotFound: there is no such kind.
    """
    if kind not in COLUMNS:
        raise NotFound
    chosen = language.current()
    return render_template(
        "importing/columns.html",
        kind=kind,
        name=KINDS[kind],
        about=ABOUT[kind],
        columns=[(one, help_of(kind, one, chosen)) for one in COLUMNS[kind]],
    )
