"""Plan runs: ordered, followed and published."""

from __future__ import annotations

from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue

from vikarsentral import settings
from vikarsentral.access import Action
from vikarsentral.plan import publish, store
from vikarsentral.plan.store import RunOrder, RunView
from web import context
from web.api import examples
from web.api import schemas_plans as schemas
from web.api.errors import ApiError
from web.api.guard import allow
from web.api.refs import ref, row_id
from web.api.shape import Resources

bp = Resources("api-plans", __name__, description="Planer")

IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "ETag fra GET /plans/{id}.",
    "schema": {"type": "string"},
}
ETAG = {"ETag": {"description": "Hva publiseringen bygger på.", "schema": {"type": "string"}}}


@bp.to_post("/plans")
@allow(Action.RUN_PLAN)
@bp.takes(schemas.NewPlan, examples.NEW_PLAN)
@bp.answers(202, schemas.Plan, examples.PLAN_QUEUED)
@bp.refuses(400, 413, 415, 422)
def order(wanted: dict[str, Any]) -> ResponseReturnValue:
    """Order a plan; a worker makes it, and GET follows it."""
    wish = RunOrder(**wanted, workers=settings.current().plan_workers)
    session = context.database()
    number = store.request_run(session, wish, actor=g.actor, now=context.now())
    told = ref("plan", number)
    return _shown(store.run_view(session, number)), 202, {"Location": f"/api/v1/plans/{told}"}


@bp.to_get("/plans/<id>")
@allow(Action.SEE_PLAN)
@bp.answers(200, schemas.Plan, examples.PLAN, headers=ETAG)
@bp.refuses(404)
def show(told: str) -> ResponseReturnValue:
    """Show a plan run: where it stands, what it proves, and the plan when it is done."""
    view = store.run_view(context.database(), row_id("plan", told))
    return _shown(view), 200, {"ETag": f'"{view.ground_version}"'}


@bp.to_post("/plans/<id>/publish")
@allow(Action.PUBLISH_PLAN)
@bp.headed(IF_MATCH)
@bp.answers(200, schemas.Published, examples.PUBLISHED)
@bp.refuses(404, 409, 412, 422, 428)
def publish_plan(told: str) -> Any:
    """Publish a plan into people's calendars, if the ground it was made on still stands."""
    number = row_id("plan", told)
    done = publish.publish(
        context.database(),
        run_id=number,
        ground_version=_seen_version(),
        actor=g.actor,
        now=context.now(),
    )
    names = ("given", "kept", "cancelled", "agency", "open")
    return {"id": told, "state": "published"} | {name: getattr(done, name) for name in names}


def _seen_version() -> str:
    """Return the version the one who publishes has seen; a weak or any-tag matches nothing."""
    told = request.headers.get("If-Match")
    if told is None:
        raise ApiError(428, "if_match_missing")
    return told.strip().removeprefix('"').removesuffix('"')


def _shown(view: RunView) -> dict[str, Any]:
    return {
        "id": ref("plan", view.id),
        "state": view.state.value,
        "start": view.period_starts_at,
        "end": view.period_ends_at,
        "requested_at": view.requested_at,
        "started_at": view.started_at,
        "finished_at": view.finished_at,
        "published_at": view.published_at,
        "seconds": view.seconds,
        "objective": view.objective,
        "bound": view.bound,
        "gap": view.gap,
        "status": view.status,
        "fault": view.fault,
        "progress": view.progress,
        "plan": view.plan,
        "before": None if view.moves is None else ref("plan", view.moves["before"]),
        "kept": None if view.moves is None else view.moves["kept"],
        "moves": None if view.moves is None else view.moves["moves"],
    }
