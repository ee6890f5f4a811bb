"""Figures reach README between the marks, and nothing else of it changes."""

import pytest

from tests.bench.report import (
    BEGIN,
    END,
    PLACE,
    Block,
    NoMarks,
    percent,
    rewritten,
    seconds,
    whole,
)

HELD = f"# A\n\n{BEGIN}\n### Plans\n\nold | row\n\n### Pages\n\nkept\n{END}\n\n## B\n"


def test_a_block_replaces_the_one_of_its_title_and_leaves_the_rest():
    text = rewritten(HELD, [Block("Plans", ["new", "more"])])
    assert text == HELD.replace("old | row", "new\n\nmore")


def test_a_new_block_comes_last():
    text = rewritten(HELD, [Block("Demo", ["fast"])])
    assert text == HELD.replace("kept\n", "kept\n\n### Demo\n\nfast\n")


def test_writing_twice_changes_nothing_more():
    once = rewritten(HELD, [Block("Plans", ["new"])])
    assert rewritten(once, [Block("Plans", ["new"])]) == once


def test_the_single_mark_becomes_a_pair():
    text = rewritten(f"# A\n\n{PLACE}\n\n## B\n", [Block("Demo", ["fast"])])
    assert text == f"# A\n\n{BEGIN}\n### Demo\n\nfast\n{END}\n\n## B\n"


@pytest.mark.parametrize("text", ["# A\n", f"{BEGIN}\n", f"{END}\n{BEGIN}\n"])
def test_a_readme_without_a_place_is_refused(text):
    with pytest.raises(NoMarks):
        rewritten(text, [Block("Demo", ["fast"])])


def test_numbers_are_written_for_people():
    assert [whole(1_234_567), whole(-5), whole(None)] == ["1 234 567", "-5", "–"]
    assert [seconds(1.234), seconds(45.67), seconds(None)] == ["1.23", "45.7", "–"]
    assert [percent(0.00627), percent(None)] == ["0.63 %", "–"]
