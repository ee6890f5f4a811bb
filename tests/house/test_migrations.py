"""Revisions stand in one line: numbered in sequence, each after the one before it."""

import ast

from tests.house.tree import ROOT, parsed

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("[0-9]*.py"))


def constants(path):
    """Return what a revision assigns at its top."""
    found = {}
    for node in parsed(path).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, value = node.target.id, node.value
        else:
            continue
        if name in {"revision", "down_revision"}:
            found[name] = ast.literal_eval(value)
    return found


def test_revisions_are_numbered_in_one_line():
    assert VERSIONS
    before = None
    for number, path in enumerate(VERSIONS, start=1):
        told = constants(path)
        assert path.name.split("_")[0] == f"{number:04}"
        assert told["revision"] == f"{number:04}"
        assert told["down_revision"] == before
        before = told["revision"]


def test_every_revision_can_be_taken_back():
    for path in VERSIONS:
        down = next(
            node
            for node in parsed(path).body
            if isinstance(node, ast.FunctionDef) and node.name == "downgrade"
        )
        assert not all(isinstance(node, ast.Pass | ast.Expr) for node in down.body) or any(
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) for node in down.body
        ), path.name
