"""`python -m tests.bench [SECTION ...]`: measure and print tables."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from tests.bench import (
    asking,
    compound,
    growth,
    importing,
    kills,
    law,
    mornings,
    opening,
    pages,
    peers,
    plans,
    races,
    receipts,
    repair,
    replan,
    sizes,
    smptsp,
    walk,
)
from tests.bench.report import Block, NoMarks, write
from tests.house.readme import README

SECTIONS = (
    *("solver", "growth", "repair", "peers", "smptsp", "web", "demo", "law", "receipts", "files"),
    *("sizes", "replan", "mornings", "asking", "races", "compound", "kills", "walk"),
)


@click.command()
@click.argument("sections", nargs=-1, type=click.Choice(SECTIONS))
@click.option("--all", "whole_set", is_flag=True, help="Every SMPTSP instance: half an hour.")
@click.option(
    "--long", "is_long", is_flag=True, help="Ten problems of each size, 10 000 steps, 100 kills."
)
@click.option(
    "--size",
    type=click.Choice(("small", "medium", "large", "xl")),
    default=None,
    help="Only this size of `sizes --long`, in a table of its own.",
)
@click.option("--quick", is_flag=True, help="Tiny runs, to see that the bench works.")
@click.option("--write", "is_written", is_flag=True, help="Put the blocks into README.md.")
def bench(
    sections: tuple[str, ...],
    *,
    whole_set: bool,
    is_long: bool,
    size: str | None,
    quick: bool,
    is_written: bool,
) -> None:
    """Measure the product; all sections when none is named. Blocks are Markdown on stdout.

    Example: python -m tests.bench solver web --write
    """
    if quick and is_written:
        raise click.UsageError("figures of --quick are no figures: leave out --write")
    if size and not is_long:
        raise click.UsageError("--size is a part of --long")
    form = "quick" if quick else "long" if is_long else "short"
    measure: dict[str, Callable[[], Block]] = {
        "solver": lambda: plans.section(quick),
        "growth": lambda: growth.section(quick),
        "repair": lambda: repair.section(quick),
        "peers": lambda: peers.section(quick, is_long),
        "sizes": lambda: sizes.section(form, size or ""),
        "replan": lambda: replan.section(quick),
        "smptsp": lambda: smptsp.section(quick, whole_set),
        "web": lambda: pages.section(quick),
        "demo": opening.section,
        "law": law.section,
        "receipts": receipts.section,
        "files": lambda: importing.section(quick),
        "mornings": lambda: mornings.section(quick),
        "asking": lambda: asking.section(quick),
        "races": lambda: races.section(quick),
        "compound": lambda: compound.section(quick),
        "kills": lambda: kills.section(quick, is_long),
        "walk": lambda: walk.section(quick, is_long),
    }
    for name in SECTIONS:
        if sections and name not in sections:
            continue
        click.echo(f"measuring: {name} …", err=True)
        block = measure[name]()
        click.echo(block.markdown() + "\n")
        if is_written:
            _keep(block)


def _keep(block: Block) -> None:
    """Write a block as soon as it is measured, so that a later fault costs no earlier figure."""
    try:
        write(README, [block])
    except NoMarks as error:
        click.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    bench(prog_name="python -m tests.bench")
