"""Run a command as a user does, and keep what it printed and how it ended."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

from vikarsentral.cli import main


@dataclass(frozen=True)
class Told:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(monkeypatch, capsys, *arguments: object) -> Told:
    """Run `vikarsentral ARGUMENTS` in this process."""
    monkeypatch.setattr(sys, "argv", ["vikarsentral", *(str(one) for one in arguments)])
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    printed = capsys.readouterr()
    return Told(code, printed.out, printed.err)
