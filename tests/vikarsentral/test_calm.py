"""A block without searches for garbage; after it all is as before."""

from __future__ import annotations

import gc

import pytest

from vikarsentral.calm import calm


def test_no_search_begins_in_the_block_and_they_begin_again_after() -> None:
    assert gc.isenabled()
    with calm():
        assert not gc.isenabled()
        with calm():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_fault_in_the_block_leaves_the_searches_on() -> None:
    with pytest.raises(LookupError), calm():
        raise LookupError
    assert gc.isenabled()


def test_blocks_of_several_threads_may_overlap() -> None:
    first, second = calm(), calm()
    with first:
        second.__enter__()
        assert not gc.isenabled()
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_searches_were_off_they_stay_off() -> None:
    gc.disable()
    try:
        with calm():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
