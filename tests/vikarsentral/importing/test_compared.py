"""What a file would change is counted whole, and worded no further than is shown."""

from vikarsentral.importing.compared import Line, Pile
from vikarsentral.importing.limits import LINES_KEPT


def test_all_lines_count_and_only_those_that_are_kept_are_worded():
    worded = []

    def make() -> Line:
        worded.append(len(worded))
        return Line(f"linje {len(worded)}")

    pile = Pile()
    for _ in range(LINES_KEPT + 50):
        pile.add_made(make)
    assert pile.count == LINES_KEPT + 50
    assert len(worded) == len(pile.lines) == LINES_KEPT
    assert pile.lines[-1].label == f"linje {LINES_KEPT}"
