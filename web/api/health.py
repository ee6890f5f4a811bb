"""For the operator: does the service live, and can it do its work?"""

from __future__ import annotations

import logging
from typing import Any

from flask.typing import ResponseReturnValue

from vikarsentral import db
from vikarsentral.errors import ComponentMissing
from web.api import examples
from web.api.guard import open_to_all
from web.api.schemas_plans import Health
from web.api.shape import Resources

LOG = logging.getLogger(__name__)

bp = Resources("api-health", __name__, description="Driftsstatus")


@bp.to_get("/health/live")
@open_to_all
@bp.answers(200, Health, examples.LIVE)
def live() -> Any:
    """Tell that the process answers; nothing else is asked."""
    return {"status": "ok"}


@bp.to_get("/health/ready")
@open_to_all
@bp.answers(200, Health, examples.READY)
@bp.may_also(503, Health, examples.NOT_READY)
def ready() -> ResponseReturnValue | Any:
    """Tell whether the database answers and fits the program."""
    try:
        db.check()
    except ComponentMissing as missing:
        LOG.warning("not ready: %s", missing)
        return {"status": "down", "checks": {missing.component: False}}, 503
    return {"status": "ok", "checks": {"database": True, "migrations": True}}
