"""Write the tables of README that the code knows: rules, settings, commands.

`python -m tests.house.readme` rewrites what stands between the marks; a test compares.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import click
from click.testing import CliRunner

from tests.house.tree import ROOT
from vikarsentral.cli import cli
from vikarsentral.settings import SETTINGS

README = ROOT / "README.md"
ON = "2027-01-01"  # the rule table of one day, so that README stays true as time passes
OF_THE_MACHINE = {"PLAN_WORKERS": "the machine's cores, at most 8"}


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Write a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", str(text)).replace("|", "\\|").strip()


def settings() -> str:
    """Write every setting with default, what is allowed and what it decides."""
    rows = []
    for setting in SETTINGS:
        default = OF_THE_MACHINE.get(setting.name, setting.default)
        shown = f"`{default}`" if default else "(empty)"
        rows.append([f"`{setting.variable}`", shown, setting.allowed, setting.help])
    return table(["setting", "default", "allowed", "decides"], rows)


def commands() -> str:
    """Write every command and subcommand with its arguments and what it does."""
    with click.Context(cli, info_name="vikarsentral") as context:
        rows = [[f"`{usage}`", does] for usage, does in _commands(cli, context)]
    return table(["command", "does"], rows)


def _commands(group: click.Group, above: click.Context) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=above)
        if isinstance(command, click.Group):
            yield from _commands(command, context)
        else:
            pieces = [piece for piece in command.collect_usage_pieces(context) if piece]
            usage = " ".join([context.command_path, *pieces])
            yield usage, command.get_short_help_str(limit=200)


def rules() -> str:
    """Write the rule table as `vikarsentral rules --json` tells it."""
    answer = CliRunner().invoke(cli, ["rules", "--on", ON, "--json"], standalone_mode=False)
    if answer.exception:
        raise answer.exception
    rows = [_rule_row(row) for row in json.loads(answer.stdout)["rules"]]
    return table(["rule or goal", "what it asks", "in force", "by agreement", "source"], rows)


def _rule_row(row: dict[str, Any]) -> list[str]:
    bounds = [
        f"{value['id']}: {_bound(bound)}"
        for value in row["values"]
        for bound in [*value["agreement_bounds"], *_permits(value)]
    ]
    if "red_days" in row:
        bounds += [
            f"{row['id']}: {bound['level']} {' or '.join(bound['may_be'])}"
            for bound in row["red_days"]["agreement_bounds"]
        ]
    in_force = [f"{value['id']} {value['value']} {value['unit']}" for value in row["values"]]
    name = f"`{row['id']}` ({row['kind']})"
    return [name, row["text"], "; ".join(in_force), "; ".join(bounds), row["source"]]


def _permits(value: dict[str, Any]) -> list[dict[str, Any]]:
    return [] if value["permit"] is None else [{**value["permit"], "at_least": None}]


def _bound(bound: dict[str, Any]) -> str:
    least, most = bound["at_least"], bound["at_most"]
    ends = [f">= {least}"] * (least is not None) + [f"<= {most}"] * (most is not None)
    return f"{bound['level']} {' and '.join(ends)}"


SECTIONS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "settings": settings,
    "rules": rules,
}


def between(text: str, section: str) -> str:
    """Return what README holds between the marks of *section*."""
    return (
        text.split(f"<!-- {section}:begin -->\n")[1]
        .split(f"<!-- {section}:end -->", maxsplit=1)[0]
        .strip()
    )


def rewritten(text: str) -> str:
    """Return README with every section as the code tells it."""
    for section, write in SECTIONS.items():
        begin, end = f"<!-- {section}:begin -->", f"<!-- {section}:end -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{write()}\n{end}{rest.split(end)[1]}"
    return text


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
