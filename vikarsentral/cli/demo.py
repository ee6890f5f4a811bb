"""`vikarsentral demo`: a made-up municipality, planned, proven and served."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import click
from rich.console import Console
from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import access, clock, db
from vikarsentral import demo as fjordvik
from vikarsentral.demo import Login
from vikarsentral.demo.sizes import SIZES
from vikarsentral.errors import VikarsentralError
from vikarsentral.plan.publish import publish
from vikarsentral.plan.running import run
from vikarsentral.plan.sentence import certificate_sentence
from vikarsentral.plan.store import RunOrder, RunView, request_run, run_view
from vikarsentral.tables import Municipality, PlanRun, PlanState

WHO = "demo"
err = Console(stderr=True)


class NotPlanned(VikarsentralError):
    """Tell that the demo's own plan did not come about."""


@click.command()
@click.option(
    "--size",
    type=click.Choice(list(SIZES)),
    default="small",
    show_default=True,
    help="How big Fjordvik is: 30, 150 or 500 people in reach.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--no-serve", is_flag=True, help="Stop when the plan is published.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def demo(size: str, port: int, no_serve: bool, as_json: bool) -> None:
    """Fill the database with Fjordvik, plan four weeks, and serve the pages.

    A second run uses what is there; another size makes the municipality anew. A real
    municipality is never touched.

    Example: vikarsentral demo --size small --port 8000
    """
    if not no_serve:
        from vikarsentral.worker.serving import refuse_taken_port

        refuse_taken_port("127.0.0.1", port)
    err.print("Databasen gjøres klar …")
    db.upgrade()
    _seed(size)
    planned = _plan(size)
    logins = db.transaction(partial(fjordvik.make_logins, now=clock.now()))
    click.echo(_document(size, planned, logins) if as_json else _text(planned, logins))
    if not no_serve:
        from vikarsentral.worker.serving import serve_all

        address = f"http://127.0.0.1:{port}/"
        serve_all(port, ready=lambda: err.print(f"Åpne {address} – stopp med Ctrl+C."))


def _seed(size: str) -> None:
    now = clock.now()
    with db.begin() as session:
        if fjordvik.is_there(session, size, now=now):
            return
        is_other = session.get(Municipality, 1) is not None
    if is_other:
        err.print("Fjordvik fra før ryddes bort …")
        with db.session_factory()() as session:
            fjordvik.wipe(session)
    with err.status(f"Fjordvik ({size}) fylles …"):
        db.transaction(partial(fjordvik.seed, size=size, now=now))


def _plan(size: str) -> RunView:
    """Return the published plan of the coming weeks; make it when there is none."""
    run_id = db.transaction(_published)
    if run_id is None:
        run_id = db.transaction(partial(_ordered, seconds=SIZES[size].seconds))
        with err.status("Fire uker planlegges …"):
            run(run_id, worker=WHO, should_stop=lambda: False)
        _publish(run_id)
    return db.transaction(partial(run_view, run_id=run_id))


def _ordered(session: Session, seconds: int) -> int:
    """Order a plan in one part: no worker is at work yet that could take others."""
    order, actor = RunOrder(seconds=seconds), access.system(WHO)
    run_id = request_run(session, order, actor=actor, now=clock.now())
    session.get_one(PlanRun, run_id).parts = 1
    return run_id


def _published(session: Session) -> int | None:
    query = select(PlanRun.id).where(PlanRun.state == PlanState.PUBLISHED)
    return session.scalars(query.order_by(PlanRun.id.desc()).limit(1)).first()


def _publish(run_id: int) -> None:
    def work(session: Session) -> None:
        view = run_view(session, run_id)
        if view.state is not PlanState.DONE:
            raise NotPlanned(f"plan {run_id}: {view.state.value}, {view.fault}")
        actor, now = access.system(WHO), clock.now()
        publish(session, run_id=run_id, ground_version=None, actor=actor, now=now)

    db.transaction(work)


def _counts(view: RunView) -> dict[str, int]:
    plan: dict[str, Any] = view.plan or {}
    names = ("assignments", "agency", "open")
    return {name: len(plan.get(name, ())) for name in names}


def _text(view: RunView, logins: list[Login]) -> str:
    counts = _counts(view)
    needs = sum(counts.values())
    lines = [
        f"Fire uker er planlagt: {counts['assignments']} av {needs} behov er dekket av egne, "
        f"{counts['agency']} foreslås til bemanningsforetak, {counts['open']} står åpne.",
        certificate_sentence(view.objective or 0, view.bound or 0),
        "",
        "Logg inn som:",
    ]
    lines += [f"  {one.role:<15} {one.login:<13} {one.password}" for one in logins]
    return "\n".join(lines)


def _document(size: str, view: RunView, logins: list[Login]) -> str:
    return json.dumps(
        {
            "municipality": "Fjordvik",
            "size": size,
            "plan": {
                "id": view.id,
                "objective": view.objective,
                "bound": view.bound,
                "gap": view.gap,
                "status": view.status,
                **_counts(view),
            },
            "certificate": certificate_sentence(view.objective or 0, view.bound or 0),
            "logins": [
                {"role": one.role, "login": one.login, "password": one.password} for one in logins
            ],
        },
        ensure_ascii=False,
    )
