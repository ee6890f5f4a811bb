"""Everyone considered for one need, at once: the rules that stop each, and the price.

The answers are those of `vikarsentral.rules.options.weigh`, which a test holds them to; the
sentences and sums of one person are asked of that when somebody reads them.

Source: contract 1 (`options`), 2, 4.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from vikarsentral.explain.case import Case
from vikarsentral.explain.screen_ask import LINE_RULES, ask_all
from vikarsentral.explain.screen_fit import Fitness, spans
from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_pack import Held, pack, packed_by, tie_of
from vikarsentral.explain.screen_rank import (
    AVAILABLE,
    COMPETENCE,
    PINNED,
    PLACE,
    Everyone,
    mask_of,
    places_of,
    worst_of,
)
from vikarsentral.explain.screen_raw import RAW, Of, Raw, nights
from vikarsentral.explain.screen_renew import Mix, mixed
from vikarsentral.rules.agreements import agreed
from vikarsentral.rules.employment import night_minutes
from vikarsentral.rules.facts import Need, Problem
from vikarsentral.rules.goals import touches_weekend
from vikarsentral.rules.options import options_in
from vikarsentral.rules.people import changed
from vikarsentral.rules.pins import pins_of
from vikarsentral.rules.values import value_on


class Screen:
    """Everyone's work in one problem and one plan, ready to be asked about any need."""

    def __init__(self, problem: Problem, held: Held, of: Of | None = None) -> None:
        """Pack the facts once.

        Args:
            problem: the facts.
            held: needs each person holds, by person id.
            of: what is packed already, by rota alone; None where it is to be packed.
        """
        if of is None:
            people = problem.people.values()
            of = Of(pack(problem, held), *spans(people), nights(people), Fitness(people))
        self.problem = problem
        self.held = held
        self.ids = tuple(problem.people)
        self.places = {one: place for place, one in enumerate(self.ids)}
        self.names = places_of(self.ids)
        self.packed = of.packed
        self.away, self.wishes = of.away, of.wishes
        self.nights, self.fitness = of.nights, of.fitness
        self.weekends = np.zeros(len(self.ids), np.int64)
        for place, one in enumerate(self.ids) if held else ():
            self.weekends[place] = sum(map(touches_weekend, held.get(one, ())))

    def renewed(self, problem: Problem) -> Screen:
        """Return everyone's work where a few people's facts are others; this one stays as it is.

        Args:
            problem: the same period, units and agreements; who is the same object as before is
                not packed again.
        """
        some = changed(self.problem.people, problem.people)
        mix = Mix(tuple(problem.people), self.places, {one: at for at, one in enumerate(some)})
        alone = replace(problem, people=some, memory=dict(problem.memory))
        packed, new = self.packed, spans(some.values())
        of = Of(
            mixed(mix, packed, packed_by(alone, {}, packed.scale, packed.ground.frame)),
            mix.placed(self.away, new[0]),
            mix.placed(self.wishes, new[1]),
            mix.rows(self.nights, nights(some.values())),
            self.fitness.mixed(Fitness(some.values()), mix),
        )
        return Screen(problem, {}, of)

    def ask(self, case: Case) -> Everyone:
        """Consider everyone for a need.

        Args:
            case: of the problem this was made of, or of a copy that has the same people but
                for a few; those are asked one by one, and so is whoever holds the need.

        Returns:
            Everyone: lawful first, then by marginal objective, then who came first.
        """
        masks, marginal, worst = self._weighed(case.problem, case.need)
        for who in self._others(case):
            option, place = case.asked(who), self.places[who]
            masks[place] = mask_of(option.rules)
            marginal[place] = option.marginal
            worst[place] = worst_of(option.breaches)
        return Everyone(self.ids, masks, marginal, self.names, worst)

    def _others(self, case: Case) -> set[str]:
        """Return those whose facts differ from the packed ones."""
        need, found = case.need.id, changed(self.problem.people, case.problem.people)
        return (found.keys() & self.places.keys()) | {
            who
            for who, some in self.held.items()
            if who in self.places and any(one.id == need for one in some)
        }

    def _weighed(self, problem: Problem, need: Need) -> tuple[Matrix, Matrix, Matrix]:
        count = len(self.ids)
        worst = np.zeros((count, LINE_RULES), np.int32)
        marginal = np.zeros(count, np.int64)
        masks = np.empty(count, np.int64)
        ask_all(self._rows(problem, need), self.packed.ground, worst, masks, marginal)
        masks |= self.fitness.lacking(need) << COMPETENCE
        sector = problem.units[need.unit].sector
        masks |= self.fitness.out_of_place(need.unit, sector) << PLACE
        masks |= self._unavailable(need) << AVAILABLE
        holder = pins_of(problem).held.get(need.id)
        if holder is not None:
            others = np.ones(count, np.int64)
            others[self.places[holder]] = 0
            masks |= others << PINNED
        return masks, marginal + self._by_need(problem, need), worst

    def _rows(self, problem: Problem, need: Need) -> Matrix:
        """Return the need as a row for each person, with the limits that hold for them."""
        book, stretch = agreed(problem), need.stretch
        tie = tie_of(problem, need.id)
        common = self.packed.scale.row(stretch, book.limits("", need.unit, stretch.first_on), tie)
        rows = np.empty((len(self.ids), len(common)), np.int32)
        rows[:] = common
        named = {who for one in problem.agreements if one.people for who in one.people}
        for who in named & self.places.keys():
            limits = book.limits(who, need.unit, stretch.first_on)
            rows[self.places[who]] = self.packed.scale.row(stretch, limits, tie)
        return rows

    def _unavailable(self, need: Need) -> Matrix:
        """Return 1 for those who are away, or asked for a night they have not said yes to."""
        away = np.zeros(len(self.ids), np.int64)
        if night_minutes(need.stretch) > value_on("night_minutes", need.stretch.first_on):
            away[~self.nights] = 1
        meets = (self.away[:, 1] < need.end) & (self.away[:, 2] > need.start)
        away[self.away[meets, 0]] = 1
        return away

    def _by_need(self, problem: Problem, need: Need) -> Matrix:
        """Return the parts of the price that follow from the need and the person alone."""
        weights = problem.weights
        new = self.fitness.new_at(need.unit)
        for who in need.known_people & self.places.keys():
            new[self.places[who]] = 0
        price = new * weights.unknown_unit_ore
        if touches_weekend(need.stretch):
            price = price + (2 * self.weekends + 1) * weights.weekend_share_ore
        meets = (self.wishes[:, 1] < need.end) & (self.wishes[:, 2] > need.start)
        np.add.at(price, self.wishes[meets, 0], self.wishes[meets, 3])
        for entry in problem.published:
            if entry.need == need.id and entry.person in self.places:
                price[self.places[entry.person]] -= weights.change_ore
        return price


def everyone(case: Case) -> Everyone:
    """Consider everyone for a need, against what they hold in the case.

    Args:
        case: the need and what people hold.

    Returns:
        Everyone: lawful first, then by marginal objective, then who came first.

    Source: contract 1 (`options`).
    """
    if not is_ready():
        return _one_by_one(case)
    return screen_of(case.problem, case.held).ask(case)


def screen_of(problem: Problem, held: Held) -> Screen:
    """Return everyone's work packed, once for a problem and what people hold in it.

    Args:
        problem: the facts.
        held: needs each person holds; another mapping is packed anew.
    """
    key = "screen of a plan" if held else "screen"
    found: Screen | None = problem.memory.get(key)
    if found is None or (held and found.held is not held):
        raw: Raw | None = None if held else problem.memory.get(RAW)
        of = None if raw is None else raw.measured(problem)
        found = problem.memory[key] = Screen(problem, held, of)
    return found


def renewed(old: Problem, new: Problem) -> None:
    """Have everyone's work packed for a problem where only a few people's facts are others.

    Args:
        old: packed already, or not; then nothing is done.
        new: remembers what is packed.
    """
    new.memory.pop("screen of a plan", None)
    found: Screen | None = old.memory.get("screen")
    raw: Raw | None = old.memory.get(RAW)
    if found is not None:
        new.memory["screen"] = found.renewed(new)
    elif raw is not None:
        new.memory[RAW] = raw.renewed(old.people, new)


def is_ready() -> bool:
    """Tell whether the loops are compiled, now or at set-up; without it answers come slower."""
    if getattr(ask_all, "overloads", ()):
        return True
    folder = Path(getattr(ask_all, "stats").cache_path)  # noqa: B009 - numba's own attribute
    return any(folder.glob("screen_ask.ask_all-*.nbi"))


def _one_by_one(case: Case) -> Everyone:
    """Give the same answers by the rules themselves, where nothing is compiled."""
    found = options_in(case.problem, case.need, case.held)
    ids = [one.person.id for one in found]
    masks = np.array([mask_of(one.rules) for one in found], np.int64)
    marginal = np.array([one.marginal for one in found], np.int64)
    worst = np.array([worst_of(one.breaches) for one in found], np.int64)
    worst = worst.reshape(len(found), LINE_RULES)
    return Everyone(ids, masks, marginal, places_of(ids), worst)
