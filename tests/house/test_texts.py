"""Texts are complete in bokmål, nynorsk and English, with the same fields in each."""

import re

import pytest
from babel.messages.pofile import read_po

from tests.house.tree import kept_files, name
from vikarsentral.rules.texts import LANGUAGES, SENTENCES

FIELD = re.compile(r"%\((\w+)\)[sd]|\{(\w+)[^}]*\}")
CATALOGUES = [path for path in kept_files() if path.suffix == ".po"]


def fields(text):
    """Return the names a text leaves open."""
    return {one or other for one, other in FIELD.findall(text)}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_receipts_are_whole_sentences_in_every_language(key):
    told = SENTENCES[key]
    assert set(told) == set(LANGUAGES)
    assert len({frozenset(fields(text)) for text in told.values()}) == 1
    for text in told.values():
        assert text[0].isupper() or text.startswith("{")
        assert text.rstrip().endswith((".", "?", "!"))


def test_there_is_a_catalogue_for_each_other_language():
    languages = {path.parent.parent.name for path in CATALOGUES}
    assert languages >= {"nn", "en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_catalogues_are_complete(path):
    with path.open("rb") as file:
        catalogue = read_po(file)
    missing = []
    for message in catalogue:
        if message.id and not _whole(message):
            missing.append(message.id)
    assert missing == []


def _whole(message):
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    open_fields = set().union(*map(fields, ids))
    return not message.fuzzy and all(text and fields(text) <= open_fields for text in texts)
