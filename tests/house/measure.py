"""Measure the habits that have exceptions, and print the lists as they would be today."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tests.house.tree import OURS, ROOT, functions, modules, name, parsed

FILE_LINES = 300
FUNCTION_LINES = 40


def without_test() -> list[str]:
    """Return the modules that have no test file of the mirrored name.

    A module `a/b/c.py` is tested by `tests/a/b/test_c.py` or `tests/a/b/test_c_*.py`, by the
    tests of a folder `tests/a/b/c/`, or by `tests/a/b/test_b.py` or `tests/a/test_b.py` where
    one file tests a package through its door. Modules that only gather names need none, nor
    do revisions.
    """
    return [name(path) for path in modules(*OURS) if _wants_test(path) and not _tests_of(path)]


def _wants_test(path: Path) -> bool:
    if "versions" in path.parts:
        return False
    body = parsed(path).body
    return any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in body)


def _tests_of(path: Path) -> list[Path]:
    inside = path.relative_to(ROOT)
    folder = ROOT / "tests" / inside.parent
    stem = inside.parent.name if inside.stem == "__init__" else inside.stem
    places = [folder, folder.parent] if inside.stem == "__init__" else [folder]
    found = [test for place in places for test in place.glob(f"test_{stem}*.py")]
    found += list((folder / inside.stem).glob("test_*.py"))
    found += list(folder.glob(f"test_{folder.name}.py"))
    if folder.name != inside.parts[0]:
        found += list(folder.parent.glob(f"test_{folder.name}.py"))
    return found


def _written() -> list[Path]:
    """Return the modules people write: revisions are generated and never touched again."""
    return [path for path in modules(*OURS, "tests") if "versions" not in path.parts]


def long_files() -> dict[str, int]:
    """Return the files over the limit with their lines."""
    lines = {name(p): len(p.read_text().splitlines()) for p in _written()}
    return {path: many for path, many in sorted(lines.items()) if many > FILE_LINES}


def long_functions() -> dict[str, int]:
    """Return the functions over the limit with their lines, docstring and decorators left out."""
    found = {}
    for path in _written():
        for dotted, node in functions(parsed(path)):
            lines = _code_lines(node)
            if lines > FUNCTION_LINES:
                found[f"{name(path)}::{dotted}"] = lines
    return dict(sorted(found.items()))


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    assert node.end_lineno is not None
    return node.end_lineno - body[0].lineno + 1


def lists() -> str:
    """Write the lists in the form of `exceptions.toml`."""
    lines = [HEAD, "# Modules without a test file of the mirrored name.", "without_test = ["]
    lines += [*(f'    "{path}",' for path in without_test()), "]"]
    for title, what, found in (
        ("long_files", f"Files over {FILE_LINES} lines", long_files()),
        ("long_functions", f"Functions over {FUNCTION_LINES} lines", long_functions()),
    ):
        lines += ["", f"# {what}, with the lines they may have.", f"[{title}]"]
        lines += [f'"{path}" = {many}' for path, many in found.items()]
    return "\n".join(lines) + "\n"


HEAD = """\
# What does not yet keep the house's habits. Each list may only shrink: a test fails when an entry
# is no longer needed and when something new is missing from it.
# `python -m tests.house.measure` prints what the lists would hold today.
"""


if __name__ == "__main__":
    sys.stdout.write(lists())
