"""One word per idea: Norwegian words that the house turns into English are no identifiers."""

import ast
import re

import pytest

from tests.house.tree import OURS, modules, name, parsed

IN_ENGLISH = {
    "vakt": "shift",
    "vakter": "shift",
    "turnus": "rota",
    "vaktliste": "roster",
    "fravaer": "absence",
    "behov": "need",
    "vikar": "substitute",
    "vikarer": "substitute",
    "bemanningsforetak": "agency",
    "innleie": "agency hire",
    "ansatt": "employee",
    "ansatte": "employee",
    "heltid": "full-time",
    "deltid": "part-time",
    "sektor": "sector",
    "enhet": "unit",
    "enheter": "unit",
    "leder": "manager",
    "planlegger": "planner",
    "overtid": "overtime",
    "arbeidsplan": "work plan",
    "avdeling": "unit",
    "kommune": "municipality",
    "fte": "stillingsprosent",
    "merarbeidstid": "merarbeid",
}
HEALTH = {
    *("diagnosis", "diagnose", "illness", "sick", "sickness", "sykdom", "syk", "sykmelding"),
    *("egenmelding", "disease", "medical", "fnr", "ssn", "personnummer", "fodselsnummer"),
}


def identifiers(tree: ast.Module) -> set[str]:
    """Return every name the module gives or uses."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.arg) or (isinstance(node, ast.keyword) and node.arg):
            found.add(node.arg)
    return found


def parts(identifier: str) -> set[str]:
    """Split snake_case and CamelCase into lower-case words."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier)
    return set(spaced.lower().split("_"))


@pytest.mark.parametrize("path", modules(*OURS), ids=name)
def test_identifiers_use_the_houses_words(path):
    wrong = {
        (identifier, IN_ENGLISH[word])
        for identifier in identifiers(parsed(path))
        for word in parts(identifier) & IN_ENGLISH.keys()
    }
    assert wrong == set(), "(identifier, the word to use)"


@pytest.mark.parametrize("path", modules(*OURS, "tests"), ids=name)
def test_identifiers_are_ascii(path):
    assert {word for word in identifiers(parsed(path)) if not word.isascii()} == set()


@pytest.mark.parametrize("path", modules(*OURS), ids=name)
def test_health_has_no_name_in_the_code(path):
    wrong = {word for word in identifiers(parsed(path)) if parts(word) & HEALTH}
    assert wrong == set()


def test_no_column_holds_health_or_a_cause_of_absence():
    import vikarsentral.tables
    from vikarsentral.db.base import Base

    assert vikarsentral.tables.__all__
    columns = {
        (table.name, column.name) for table in Base.metadata.tables.values() for column in table.c
    }
    assert columns
    assert {pair for pair in columns if parts(pair[1]) & HEALTH} == set()
    told = {"cause", "reason", "note", "notes", "comment", "text", "description", "kind", "code"}
    assert {pair for pair in columns if pair[0] == "absence" and parts(pair[1]) & told} == set()
