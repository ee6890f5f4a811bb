"""Everyone's work packed anew where only a few people's facts have changed.

Those few are packed by themselves and put between the rows of the others, so that the arrays
are the ones that packing everyone gives; a test holds them to that, number by number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_near import Ground
from vikarsentral.explain.screen_notes import Lines, Notes, sides_of, starts_of, windows_of
from vikarsentral.explain.screen_pack import Packed


@dataclass(frozen=True, slots=True)
class _Run:
    """Hold rows that stay together: whether they are new, the first and the one after the last."""

    is_new: bool
    lo: int
    hi: int


class Mix:
    """Where each row comes from: people packed before, and a few packed anew."""

    def __init__(
        self, ids: Sequence[str], old: Mapping[str, int], some: Mapping[str, int]
    ) -> None:
        """Work out the runs.

        Args:
            ids: of everyone now, in order.
            old: places among those packed before, who keep their order.
            some: places among those packed anew.
        """
        is_new = np.fromiter((who in some for who in ids), bool, len(ids))
        at = np.fromiter((some[who] if who in some else old[who] for who in ids), int, len(ids))
        self.old_to = np.full(len(old), -1, np.int64)
        self.new_to = np.full(len(some), -1, np.int64)
        self.old_to[at[~is_new]] = np.flatnonzero(~is_new)
        self.new_to[at[is_new]] = np.flatnonzero(is_new)
        self.runs = _runs(is_new, at)
        self.is_same = bool(np.all((self.old_to < 0) | (self.old_to == np.arange(len(old)))))

    def _has_gone(self, rows: Matrix) -> bool:
        """Tell whether somebody packed before, named by rows, is packed anew or gone."""
        places = rows if rows.ndim == 1 else rows[:, 0]
        return bool((self.old_to[places] < 0).any())

    def rows(self, old: Matrix, new: Matrix) -> Matrix:
        """Put rows of people together.

        Args:
            old: a row for each packed before.
            new: a row for each packed anew.
        """
        pieces = [(new if run.is_new else old)[run.lo : run.hi] for run in self.runs]
        return np.concatenate(pieces) if pieces else old[:0]

    def lines(self, old: Matrix, new: Matrix, ends: Ends) -> Matrix:
        """Put rows together of which each person has several, one person's after another's.

        Args:
            old: rows of those packed before.
            new: rows of those packed anew.
            ends: where each person's begin, in both.
        """
        pieces = [
            new[ends.new[run.lo] : ends.new[run.hi]]
            if run.is_new
            else old[ends.old[run.lo] : ends.old[run.hi]]
            for run in self.runs
        ]
        return np.concatenate(pieces) if pieces else old[:0]

    def placed(self, old: Matrix, new: Matrix) -> Matrix:
        """Put rows together that name a person by place in the first column, or are places.

        Args:
            old: of those packed before.
            new: of those packed anew.

        Returns:
            Rows with the places of now, in their order.
        """
        found = []
        for rows, to in ((old, self.old_to), (new, self.new_to)):
            places = to[rows if rows.ndim == 1 else rows[:, 0]]
            moved = rows[places >= 0].copy()
            (moved if rows.ndim == 1 else moved.T[0])[:] = places[places >= 0]
            found.append(moved)
        every = np.concatenate(found)
        order = np.argsort(every if every.ndim == 1 else every[:, 0], kind="stable")
        return every[order]

    def named(
        self, old: Mapping[str, Matrix], new: Mapping[str, Matrix]
    ) -> Iterator[tuple[str, Matrix]]:
        """Put rows together that are sorted by name; names nobody has any more are left out.

        Args:
            old: rows by name, of those packed before.
            new: the same of those packed anew.
        """
        for name in {**old, **new}:
            if name not in new and self.is_same and not self._has_gone(old[name]):
                yield name, old[name]
                continue
            some = old.get(name), new.get(name)
            one = next(each for each in some if each is not None)
            rows = self.placed(*(one[:0] if each is None else each for each in some))
            if len(rows):
                yield name, rows


def _runs(is_new: Matrix, at: Matrix) -> list[_Run]:
    """Join rows that stay one after the other.

    Args:
        is_new: whether each person now was packed anew.
        at: the place of each among those packed before, or among those packed anew.
    """
    cuts = np.flatnonzero((np.diff(is_new) != 0) | (np.diff(at) != 1)) + 1
    firsts = [0, *cuts.tolist()] if len(at) else []
    ends = [*firsts[1:], len(at)]
    return [
        _Run(bool(is_new[lo]), int(at[lo]), int(at[hi - 1]) + 1)
        for lo, hi in zip(firsts, ends, strict=False)
    ]


@dataclass(frozen=True, slots=True)
class Ends:
    """Where each person's rows begin, and the end, among the old and among the new."""

    old: Matrix
    new: Matrix

    def wider(self) -> Ends:
        """Return the same where each person has one row more."""
        return Ends(
            self.old + np.arange(len(self.old)),
            self.new + np.arange(len(self.new)),
        )


def mixed(mix: Mix, old: Packed, new: Packed) -> Packed:
    """Return everyone's work, of people packed before and a few packed anew.

    Args:
        mix: where each comes from.
        old: packed before, by rota alone.
        new: the few, packed by the same scale.
    """
    was, now = old.ground, new.ground
    ends = Ends(was.now.pointer, now.now.pointer)
    lines = _lines(mix, was.now, now.now, ends)
    notes = _notes(mix, was.notes, now.notes, ends)
    people = mix.rows(was.people, now.people)
    base = mix.rows(was.base, now.base)
    sides = sides_of(notes, people, base, was.frame)
    windows = windows_of(notes, was.frame)
    starts = starts_of(lines)
    ground = Ground(lines, starts, lines, notes, people, base, sides, windows, was.frame)
    return replace(old, ground=ground, terms=mix.rows(old.terms, new.terms))


def _lines(mix: Mix, old: Lines, new: Lines, ends: Ends) -> Lines:
    lengths = mix.rows(np.diff(ends.old), np.diff(ends.new))
    return Lines(
        stretches=mix.lines(old.stretches, new.stretches, ends),
        pointer=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        periods=mix.lines(old.periods, new.periods, ends),
        counts=mix.rows(old.counts, new.counts),
    )


def _notes(mix: Mix, old: Notes, new: Notes, ends: Ends) -> Notes:
    return Notes(
        sums=mix.rows(old.sums, new.sums),
        last=mix.lines(old.last, new.last, ends.wider()),
        period=mix.lines(old.period, new.period, ends),
        first=mix.lines(old.first, new.first, ends),
        quick=mix.lines(old.quick, new.quick, ends),
        red=mix.rows(old.red, new.red),
        average=mix.rows(old.average, new.average),
    )
