"""Upload a file, follow it while it is read, look at what it changes, store it or drop it."""

from __future__ import annotations

import secrets
from contextlib import closing
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access
from vikarsentral.access import Action
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.importing import uploads
from vikarsentral.importing.faults import fault_of
from vikarsentral.importing.limits import FILE_BYTES, MOST_DEACTIVATED_PERCENT
from vikarsentral.importing.taking import UNIT_KINDS
from vikarsentral.importing.uploads import Upload
from vikarsentral.importing.wording import what_and_allowed
from web import context, language
from web.guard import allow
from web.importing.room import bp
from web.importing.words import ABOUT, ENDS, KINDS, STATES, notes, stage
from web.words import say

PILES = ("added", "changed", "deactivated")
SHOWN = 50
FAULTS_SHOWN = 200
ENDING = {"end": True, "keep": False}


@bp.get("/admin/filer")
@allow(Action.IMPORT_FILES)
def files() -> ResponseReturnValue:
    """Show what files may be taken in, and the newest ones."""
    return _files_page()


def _files_page(fault: str = "", chosen: str = "") -> str:
    actor = context.actor()
    kinds = own_kinds(actor)
    wanted = chosen or request.args.get("type", "")
    return render_template(
        "importing/files.html",
        kinds=[(kind, KINDS[kind], ABOUT[kind]) for kind in kinds],
        chosen=wanted if wanted in kinds else kinds[0],
        key=secrets.token_urlsafe(16),
        newest=uploads.newest(context.database(), actor=actor),
        names=KINDS,
        states=STATES,
        fault=fault,
        most=FILE_BYTES // 2**20,
    )


def own_kinds(actor: access.Actor) -> tuple[str, ...]:
    """Return the kinds of file an actor may take in: leaders only rota and needs.

    Args:
        actor: who asks.
    """
    is_all = access.units_for(actor, Action.IMPORT_FILES) is None
    return tuple(KINDS) if is_all else UNIT_KINDS


@bp.post("/admin/filer")
@allow(Action.IMPORT_FILES)
def upload() -> ResponseReturnValue:
    """Keep a file to be read; pressed twice, it is the same file."""
    kind = request.form.get("type", "")
    if kind not in own_kinds(context.actor()):
        return _files_page(say("Velg hva filen gjelder.")), 422
    file = request.files.get("file")
    content = b""
    if file is not None:
        with closing(file):  # a large one lies in a file of its own meanwhile
            content = file.stream.read(FILE_BYTES + 1)
    if file is None or not content:
        return _files_page(say("Velg en fil som ikke er tom."), kind), 422
    if len(content) > FILE_BYTES:
        most = FILE_BYTES // 2**20
        return _files_page(say("Filen er for stor. Høyst %(most)s MB.", most=most), kind), 413
    try:
        number = uploads.upload(
            context.database(),
            kind=kind,
            content=content,
            name=file.filename or "",
            key=request.form.get("key", ""),
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput:
        context.forget()
        return _files_page(say("Siden var for gammel. Velg filen på nytt."), kind), 422
    return redirect(url_for("importing.show", import_id=number), code=303)


@bp.get("/admin/filer/<int:import_id>")
@allow(Action.IMPORT_FILES)
def show(import_id: int) -> ResponseReturnValue:
    """Show one file: how it goes, what it would change, or what came of it."""
    file = uploads.one(context.database(), import_id, actor=context.actor())
    if file.is_live:
        return render_template("importing/progress.html", **_about(file))
    return render_template("importing/file.html", **_about(file), **_found(file))


@bp.get("/admin/filer/<int:import_id>/fremdrift")
@allow(Action.IMPORT_FILES)
def progress(import_id: int) -> ResponseReturnValue:
    """Give how it goes, to a page that asks again and again; ask for the whole when done."""
    file = uploads.one(context.database(), import_id, actor=context.actor())
    if not file.is_live:
        answer = make_response("")
        answer.headers["HX-Refresh"] = "true"
        return answer
    return render_template("importing/progress_part.html", **_about(file))


def _about(file: Upload) -> dict[str, Any]:
    return {
        "file": file,
        "kind": KINDS[file.kind],
        "state": STATES[file.state.value],
        "stage": stage(file.progress),
    }


def _found(file: Upload) -> dict[str, Any]:
    report = file.report or {}
    faults = [fault_of(told) for told in report.get("faults", [])]
    ended, active = report.get("deactivated", 0), report.get("active", 0)
    return {
        "report": report,
        "piles": {name: report.get(f"{name}_lines", [])[:SHOWN] for name in PILES},
        "counts": {name: report.get(name, 0) for name in (*PILES, "unchanged")},
        "remarks": [
            (remark, *what_and_allowed(remark, language.current()))
            for remark in map(fault_of, report.get("remarks", [])[:FAULTS_SHOWN])
        ],
        "faults": [
            (fault, *what_and_allowed(fault, language.current()))
            for fault in faults[:FAULTS_SHOWN]
        ],
        "fault_count": report.get("fault_count", 0),
        "notes": notes(report.get("notes", {})),
        "ends": ENDS.get(file.kind),
        "share": 100 * ended // active if active else 0,
        "is_many": ended * 100 > active * MOST_DEACTIVATED_PERCENT,
        "is_same": not any(report.get(name) for name in PILES),
    }


@bp.post("/admin/filer/<int:import_id>/lagre")
@allow(Action.IMPORT_FILES)
def store(import_id: int) -> ResponseReturnValue:
    """Have a file stored that has been looked at; pressed twice, it is stored once."""
    file = uploads.one(context.database(), import_id, actor=context.actor())
    told = _found(file)
    ending = request.form.get("ending", "")
    is_good_rows = request.form.get("good_rows") == "1"
    if file.state.value == "read" and told["is_many"] and ending not in ENDING:
        flash(say("Velg hva som skal skje med dem som ikke er i filen."), "danger")
        return redirect(url_for("importing.show", import_id=import_id), code=303)
    if file.state.value == "read" and told["fault_count"] and not is_good_rows:
        flash(say("Rett feilene, eller velg å lagre de gode radene."), "danger")
        return redirect(url_for("importing.show", import_id=import_id), code=303)
    try:
        uploads.confirm(
            context.database(),
            import_id,
            is_good_rows=is_good_rows,
            is_whole=ENDING.get(ending),
            actor=context.actor(),
            now=context.now(),
        )
    except Conflict:
        context.forget()
        flash(say("Filen kan ikke lagres slik den står nå."), "info")
    return redirect(url_for("importing.show", import_id=import_id), code=303)


@bp.post("/admin/filer/<int:import_id>/forkast")
@allow(Action.IMPORT_FILES)
def drop(import_id: int) -> ResponseReturnValue:
    """Drop a file; nothing changes where it has been stored."""
    try:
        uploads.cancel(context.database(), import_id, actor=context.actor(), now=context.now())
        flash(say("Filen er forkastet. Ingenting er lagret."), "info")
    except Conflict:
        context.forget()
        flash(say("Filen er alt lagret."), "info")
    return redirect(url_for("importing.files"), code=303)
