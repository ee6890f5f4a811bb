"""Docstrings tell what a reader needs, under the headings the house knows."""

import ast
import re

import pytest

from tests.house.tree import OURS, documented, functions, modules, name, parsed

HEADINGS = {
    *("Args", "Returns", "Raises", "Yields", "Source", "Example", "Examples", "Attributes"),
    *("Note", "Notes"),
}
HEADING = re.compile(r"^ {0,4}([A-Z][A-Za-z]+):$", re.MULTILINE)


@pytest.mark.parametrize("path", modules(*OURS), ids=name)
def test_headings_are_the_known_ones(path):
    unknown = {
        (where, heading)
        for where, text in documented(parsed(path))
        for heading in HEADING.findall(text)
        if heading not in HEADINGS
    }
    assert unknown == set()


@pytest.mark.parametrize("path", modules(*OURS), ids=name)
def test_modules_and_public_functions_say_what_they_are_for(path):
    tree = parsed(path)
    silent = [] if ast.get_docstring(tree) else ["module"]
    for dotted, node in functions(tree):
        parts = dotted.split(".")
        local = len([part for part in parts if not part[:1].isupper()]) > 1
        public = not any(part.startswith("_") for part in parts)
        if public and not local and "versions" not in path.parts and not ast.get_docstring(node):
            silent.append(dotted)
    assert silent == []
