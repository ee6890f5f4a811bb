"""What the house tests look at: the files of the product, parsed once."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OURS = ("solver", "vikarsentral", "web", "migrations")
MADE = {
    *(".git", ".venv", "var", "node_modules", "vendor", "build", "dist", "__pycache__"),
    *(".mypy_cache", ".ruff_cache", ".hypothesis", ".pytest_cache", ".import_linter_cache"),
}


@cache
def exceptions() -> dict[str, Any]:
    """Read the lists that may only shrink."""
    return tomllib.loads((ROOT / "tests" / "house" / "exceptions.toml").read_text())


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that is part of the project: what git tracks, else the tree."""
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "ls-files", "-z"]
        names = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        paths = [ROOT / name for name in names.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


@cache
def modules(*tops: str) -> tuple[Path, ...]:
    """Return the Python files under the folders *tops* of the root, sorted."""
    return tuple(path for path in kept_files() if path.suffix == ".py" and _top(path) in tops)


def _top(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def name(path: Path) -> str:
    """Return the path below the root, as people write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """Parse one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function with its dotted name inside the module."""
    stack: list[tuple[str, ast.AST]] = [("", tree)]
    while stack:
        prefix, node = stack.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, type_of_function):
                yield prefix + child.name, child
            if isinstance(child, (*type_of_function, ast.ClassDef)):
                stack.append((f"{prefix}{child.name}.", child))
            else:
                stack.append((prefix, child))


def documented(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (dotted name, docstring) of the module, its classes and its functions."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, *type_of_function)):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "name", "module"), text
