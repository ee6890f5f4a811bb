"""The room says which kinds it makes: those a municipality keeps in spreadsheets."""

from vikarsentral.exporting.register import KINDS
from vikarsentral.importing.columns import COLUMNS


def test_each_kind_is_one_that_may_be_taken_in():
    assert set(KINDS) <= set(COLUMNS)
