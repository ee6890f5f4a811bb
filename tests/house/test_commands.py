"""Every command tells what it does, with an example that names it."""

import click
import pytest

from vikarsentral.cli import COMMANDS, cli

PROMISED = {
    *("demo", "serve", "worker", "db", "user", "token", "doctor", "settings", "solve", "check"),
    *("options", "rules", "bench"),
}
PARTS_OF_DB = {"upgrade", "check", "backup", "restore"}


def leaves(command, path):
    """Yield (path, command) of every command that does something itself."""
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for part in command.list_commands(context):
                yield from leaves(command.get_command(context, part), f"{path} {part}")
    else:
        yield path, command


def test_the_promised_commands_are_there():
    assert set(COMMANDS) >= PROMISED


def test_the_promised_parts_of_db_are_there():
    with click.Context(cli) as context:
        assert set(cli.get_command(context, "db").commands) >= PARTS_OF_DB


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_has_an_example_that_names_the_command(name):
    with click.Context(cli) as context:
        command = cli.get_command(context, name)
    for path, leaf in leaves(command, name):
        example = (leaf.help or "").partition("Example:")[2]
        assert f"vikarsentral {path}" in example, path
        assert leaf.get_short_help_str(), path
