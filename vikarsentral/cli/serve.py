"""`vikarsentral serve` and `vikarsentral worker`: the processes an operator runs."""

from __future__ import annotations

import click


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer requests.",
)
def serve(port: int, host: str, workers: int) -> None:
    """Serve the pages, and take jobs beside them, until stopped.

    The embedded database is started when no other is set. Its tables must be up to date. Others
    than this machine are let in only where VIKARSENTRAL_BASE_URL is an https address.

    Example: vikarsentral db upgrade && vikarsentral serve --port 8000
    """
    from vikarsentral import db
    from vikarsentral.worker.running import set_up_log
    from vikarsentral.worker.serving import serve_all
    from vikarsentral.worker.startup import refuse_unsafe, refuse_wrong_clock

    set_up_log()
    refuse_unsafe(host)
    db.check()
    refuse_wrong_clock()
    serve_all(
        port,
        host=host,
        web_processes=workers,
        ready=lambda: click.echo(f"Klar på http://{host}:{port}", err=True),
    )


@click.command()
def worker() -> None:
    """Take jobs (plan runs, messages) until stopped; any number may run, on any machine.

    Example: vikarsentral worker
    """
    from vikarsentral import db
    from vikarsentral.worker.running import run_worker, set_up_log
    from vikarsentral.worker.startup import refuse_wrong_clock

    set_up_log()
    db.check()
    refuse_wrong_clock()
    run_worker()
