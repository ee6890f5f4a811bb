"""`vikarsentral doctor` and `vikarsentral settings`: what is there, missing, and set."""

from __future__ import annotations

import json
from dataclasses import asdict

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def doctor(as_json: bool) -> int:
    """Look at everything the product stands on; ends with 3 if something needed is missing.

    Also tells what is missing before the municipality may use it; that does not end with 3.

    Example: vikarsentral doctor --json
    """
    from vikarsentral.worker.health import examine, missing

    findings = examine()
    healthy = all(finding.ok or not finding.needed for finding in findings)
    lacks = missing() if healthy else []
    if as_json:
        document = {
            "healthy": healthy,
            "findings": [asdict(finding) for finding in findings],
            "in_operation": healthy and not lacks,
            "missing": [asdict(lack) for lack in lacks],
        }
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        for finding in findings:
            mark = "ok  " if finding.ok else ("MANGLER" if finding.needed else "valgfri")
            click.echo(f"{mark:8}{finding.name}: {finding.seen}")
            if not finding.ok:
                click.echo(f"{'':8}→ {finding.mend}")
        if lacks:
            click.echo("Før drift:")
        for lack in lacks:
            click.echo(f"{'gjenstår':9}{lack.seen}")
            click.echo(f"{'':9}→ {lack.mend}")
    return 0 if healthy else 3


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def settings(as_json: bool) -> None:
    """Print every setting: its value in force, what is allowed, what it means.

    Secrets are hidden.

    Example: vikarsentral settings
    """
    from vikarsentral import settings as table

    values = table.shown(table.current())
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    for setting in table.SETTINGS:
        click.echo(f"{setting.variable}={values[setting.variable]}")
        click.echo(f"    {setting.help} Allowed: {setting.allowed}.")
