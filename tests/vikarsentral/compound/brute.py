"""Every way to put a need together, judged by the whole-plan checker on a rewritten file."""

import json
from itertools import pairwise, permutations

from tests.random_problems.draw import iso
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.person import RotaAlone

MOVE = "#"


def read(document) -> Problem:
    return read_problem(json.dumps(document).encode())


def told(minute: int) -> str:
    return iso(minute)


class Brute:
    """The tiny case as a document, and each part judged once by itself."""

    def __init__(self, document, need_id, movers=()):
        self.document = {**document, "published": [], "needs": [
            {**need, "pinned": None} for need in document["needs"] if need["id"] == need_id
        ]}  # fmt: skip
        self.need = read(self.document).needs[need_id]
        self.movers = dict(movers)
        self.known = {}
        verdict = check(read(self.document), self.plan([], [need_id]))
        self.before = verdict.objective
        self.alone = {}
        for one in verdict.existing_breaches:
            self.alone.setdefault(one.person, []).append(one.excess)
        self.open_price = read(self.document).weights.open_ore_per_minute[self.need.priority]

    def plan(self, pairs, left=()):
        assignments = [{"need": need, "person": person} for need, person in pairs]
        return {"assignments": assignments, "agency": [], "open": list(left)}

    def judged(self, person, start, end):
        """Return what one part costs; None where the checker finds a breach."""
        key = (person, start, end)
        if key not in self.known:
            self.known[key] = self._judged(*key)
        return self.known[key]

    def _judged(self, person, start, end):
        document = json.loads(json.dumps(self.document))
        pause = min(self.need.stretch.unpaid_break, max(0, end - start - 330))
        name = person.removesuffix(MOVE)
        if person.endswith(MOVE):
            pause = self._leave(document, name, start, end)
            if pause is None:
                return None
        part = {**document["needs"][0], "start": told(start), "end": told(end)}
        part["unpaid_break"] = pause
        document["needs"] = [part]
        verdict = check(read(document), self.plan([(part["id"], name)]))
        alone = RotaAlone(self.alone.get(name, ()) if person.endswith(MOVE) else ())
        if any(one.excess.over > alone.over(one.excess) for one in verdict.breaches):
            return None
        whole = (self.need.end - self.need.start) * self.open_price
        return verdict.objective - self.before + whole

    def _leave(self, document, name, start, end):
        """Take the part out of the own shift that is left; return the break that goes with it."""
        index, moved = self.movers[name]
        if not moved.start <= start < end <= moved.end:
            return None
        person = next(each for each in document["people"] if each["id"] == name)
        row = person["rota"].pop(index)
        spans = [one for one in ((moved.start, start), (end, moved.end)) if one[0] < one[1]]
        longest = max([(start, end), *spans], key=lambda one: one[1] - one[0])
        pause = min(moved.unpaid_break, longest[1] - longest[0])
        for low, high in spans:
            rest = {**row, "start": told(low), "end": told(high)}
            person["rota"].append({**rest, "unpaid_break": pause if (low, high) == longest else 0})
        return pause if longest == (start, end) else 0

    def best(self, points, core, most):
        """Return the fewest people and the lowest price, by trying every way there is."""
        people = [*(each["id"] for each in self.document["people"])]
        people += [name + MOVE for name in self.movers]
        for many in range(1, most + 1):
            costs = [
                cost
                for cuts in chains(points, core, many)
                for chosen in permutations(people, many)
                if (cost := self._cost(cuts, chosen)) is not None
            ]
            if costs:
                return many, min(costs)
        return None

    def _cost(self, cuts, chosen):
        names = [one.removesuffix(MOVE) for one in chosen]
        if len(set(names)) < len(names):
            return None
        left = [self.movers[one[:-1]][1].unit for one in chosen if one.endswith(MOVE)]
        if len(set(left)) < len(left):
            return None
        parts = [self.judged(who, *cut) for who, cut in zip(chosen, pairwise(cuts), strict=True)]
        if any(one is None for one in parts):
            return None
        dropped = cuts[0] - self.need.start + self.need.end - cuts[-1]
        return sum(parts) + dropped * self.open_price


def chains(points, core, many, shortest=60):
    """Yield every row of instants that covers the core with parts none too short."""

    def after(at, left):
        for then in points:
            if then - at >= shortest:
                if left > 1:
                    yield from ((then, *rest) for rest in after(then, left - 1))
                elif then >= core[1]:
                    yield (then,)

    for start in points:
        if start <= core[0]:
            yield from ((start, *rest) for rest in after(start, many))
