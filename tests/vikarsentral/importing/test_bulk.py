"""Texts of an array reach the database as they are, whatever signs they hold."""

import pytest
from sqlalchemy import text

from vikarsentral.importing.bulk import array


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("sykepleier",),
        ("a b", "c,d", "{e}", 'f"g', "h\\i", "NULL", "", " ", "æøå"),
        ('\\"', "\\\\", "'"),
    ],
)
def test_an_array_comes_back_as_it_was_written(session, texts):
    written = array(tuple(texts))
    assert session.scalar(text("select cast(:told as text[])"), {"told": written}) == list(texts)
