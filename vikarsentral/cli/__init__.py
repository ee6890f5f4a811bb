"""The `vikarsentral` command: parse, one call, print.

Each command lives in a module of this package and is loaded only when asked for, so that
`vikarsentral --help` does not import the solver or the database.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from vikarsentral.errors import BadInput, Conflict, Fault, NotFound, VikarsentralError

COMMANDS = {
    "demo": "demo:demo",
    "serve": "serve:serve",
    "worker": "serve:worker",
    "db": "db:db",
    "user": "users:user",
    "token": "users:token",
    "doctor": "doctor:doctor",
    "settings": "doctor:settings",
    "export": "exporting:export",
    "retention": "retention:retention",
    "solve": "solve:solve",
    "check": "check:check",
    "options": "check:options",
    "rules": "rules:rules",
    "import": "importing:import_",
    "bench": "bench:bench",
}


class LazyGroup(click.Group):
    """Find a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order people meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command.

        Args:
            ctx: click's context.
            cmd_name: what was typed.

        Returns:
            The command, or None when there is none of that name.
        """
        del ctx
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, name = target.split(":")
        command = getattr(import_module(f"vikarsentral.cli.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong table row is a bug
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vikarsentral")
def cli() -> None:
    """Run the municipality's vikarsentral.

    Example: vikarsentral demo
    """


def main() -> None:
    """Run the command line and end with the promised exit code.

    Source: contract 1 (exit codes).
    """
    try:
        result = cli.main(prog_name="vikarsentral", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Avbrutt.", err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(BadInput.exit_code)
    except click.ClickException as error:
        click.echo(_line(error), err=True)
        sys.exit(BadInput.exit_code)
    except NotFound as error:
        fault = Fault(error.kind, f"{error.key} is unknown", "one that exists")
        click.echo(str(fault), err=True)
        sys.exit(BadInput.exit_code)
    except Conflict as error:
        facts = ", ".join(f"{name} {fact}" for name, fact in error.facts.items())
        fault = Fault(error.code, facts or "is so already", "nothing was changed")
        click.echo(str(fault), err=True)
        sys.exit(error.exit_code)
    except VikarsentralError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    sys.exit(result if isinstance(result, int) else 0)


def _line(error: click.ClickException) -> str:
    """Return a fault of the words typed as one line: where, what, what is allowed."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "vikarsentral"
    where = command
    if isinstance(error, click.BadParameter) and error.param is not None and context:
        where = error.param.get_error_hint(context).strip("'")
    what = error.message or "is missing"
    allowed = f"see {command} --help"
    return " ".join(str(Fault(where, what.rstrip("."), allowed)).split())
