"""Count the statements of the morning's pages with few and many rows; prints one JSON line."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import click
import pytest

from tests import conftest
from tests.web import test_queries
from vikarsentral.db.server import Server
from web import create_app


def main() -> None:
    """Build a town of either size, and count."""
    cluster = Server(Path(os.environ["VIKARSENTRAL_DATA"]), conftest.UNSAFE_BUT_FAST)
    cluster.ensure()
    make_template: Any = conftest._make_template
    make_template(cluster)
    app = create_app({"TESTING": True, "WTF_CSRF_ENABLED": False})
    few, rows_few = _counted(app, cluster, staff=2)
    many, rows_many = _counted(app, cluster, staff=250)
    told = {"few": few, "many": many, "rows_few": rows_few, "rows_many": rows_many}
    click.echo(json.dumps(told))
    cluster.release()


def _counted(app: Any, cluster: Server, staff: int) -> tuple[dict[str, int], int]:
    """Return the statements per page, and how many shifts the week's page shows."""
    standing_in: Any = test_queries.standing_in
    asked: Any = test_queries.asked
    with (
        tempfile.TemporaryDirectory() as folder,
        standing_in(cluster, pytest.MonkeyPatch, Path(folder) / "now", staff=staff, weeks=1),
    ):
        counts, shown = asked(app)
    return counts, shown


if __name__ == "__main__":
    main()
