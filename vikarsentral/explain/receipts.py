"""Exactly one receipt for each person considered for a need: plan, offer, booking, agency order.

What is decided says who was chosen. Everyone else is told why not: by a rule, or by the sums.
A receipt is put in words when it is read, and its numbers redo its sum.

Source: contract 4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import need
from vikarsentral.commitments import local, need_ref, person_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain.case import Case
from vikarsentral.explain.decided import DECIDED
from vikarsentral.explain.grounds import ground
from vikarsentral.explain.live import case_of
from vikarsentral.explain.screen import everyone
from vikarsentral.explain.screen_rank import Asked, Everyone
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.plan.store import RunView
from vikarsentral.rules.left import Left, left_open, left_to_agency, left_words
from vikarsentral.rules.options import option_receipt
from vikarsentral.rules.oslo import written
from vikarsentral.rules.part_numbers import part_numbers
from vikarsentral.rules.parts import Part
from vikarsentral.rules.people import with_changed
from vikarsentral.rules.receipt import GOAL_SOURCE, Receipt
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import NO_NAMES, Names, in_words
from vikarsentral.tables import Offer, OfferAnswer, OfferState


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a need.

    Attributes:
        chosen: ids of those who were asked, booked or given the need; empty where nobody was.
        chosen_ore: what the dearest of them adds to the objective; None without anybody.
        left: what leaving the need adds, and how; None where it is not left.
        is_combined: whether those chosen take a part each.
    """

    chosen: frozenset[str] = frozenset()
    chosen_ore: int | None = None
    left: Left | None = None
    is_combined: bool = False


@dataclass(frozen=True)
class Receipts:
    """One receipt per person considered, in order of rank, each made when it is read.

    Attributes:
        case: the need and what people hold.
        asked: everyone considered.
        decision: what became of the need.
        data_at: when the data were true.
        names: what people call units, sectors, areas and competences.
        outside: those chosen by hand who are not among those a plan asks.
    """

    case: Case
    asked: Everyone
    decision: Decision
    data_at: str | None = None
    names: Names = field(default_factory=dict)
    outside: tuple[Asked, ...] = ()

    def __len__(self) -> int:
        """Return how many people were considered."""
        return len(self.outside) + len(self.asked)

    def __iter__(self) -> Iterator[Receipt]:
        """Yield every receipt: those chosen by hand, then by rank."""
        return map(self.told, chain(self.outside, self.asked))

    def page(self, first: int, many: int) -> list[Receipt]:
        """Return some receipts.

        Args:
            first: rank of the first, 0 for the best.
            many: how many at most.
        """
        every = chain(self.outside, self.asked)
        return list(map(self.told, islice(every, first, first + many)))

    def verdicts(self) -> Mapping[str, str]:
        """Return everyone's verdict by person id, without any words."""
        return {one.id: self._verdict(one) for one in chain(self.outside, self.asked)}

    def _verdict(self, one: Asked) -> str:
        if not one.lawful:
            return "not_allowed"
        if one.id in self.decision.chosen:
            return "asked"
        is_settled = self.decision.chosen or self.decision.left is not None
        return "not_chosen" if is_settled else "possible"

    def told(self, one: Asked) -> Receipt:
        """Return one person's receipt, in words and numbers.

        Args:
            one: somebody considered.
        """
        made = option_receipt(self.case.asked(one.id), self.case.need, self.data_at, self.names)
        verdict = self._verdict(one)
        if verdict == "asked":
            return replace(made, verdict="asked", text=_with(made.text, "asked", {}))
        if verdict != "not_chosen":
            return made
        key, numbers = self._why_not(one)
        text, left = _with(made.text, key, numbers), self.decision.left
        if left is not None:
            numbers = left.numbers()
            text = {each: f"{text[each]} {left_words(left, each)}" for each in LANGUAGES}
        return replace(made, verdict="not_chosen", numbers={**made.numbers, **numbers}, text=text)

    def short(self, one: Asked) -> dict[str, object]:
        """Return one person's receipt without words: verdict, rules and sums.

        Args:
            one: somebody considered.
        """
        return {
            "need": self.case.need.id,
            "person": one.id,
            "verdict": self._verdict(one),
            "rules": list(one.rules),
            "numbers": {"marginal_ore": one.marginal, "excess": dict(one.excess)},
        }

    def of_part(self, one: Part) -> Receipt:
        """Return the receipt of somebody chosen for a part, in words and numbers.

        Args:
            one: the part.
        """
        numbers: dict[str, int | str] = {
            "start": written(one.start),
            "end": written(one.end),
            "part_ore": one.cost,
            "marginal_ore": one.cost,
        }
        text = _with(dict.fromkeys(LANGUAGES, ""), "part", numbers)
        if one.leaves is not None:
            numbers["unit"] = one.leaves
            text = _with(text, "moves", numbers, self.names)
        return Receipt(
            need=self.case.need.id,
            person=one.person,
            verdict="asked",
            rule=None,
            source=GOAL_SOURCE,
            numbers={**numbers, **part_numbers(one, self.case.need)},
            text={language: words.strip() for language, words in text.items()},
            data_at=self.data_at,
        )

    def _why_not(self, one: Asked) -> tuple[str, dict[str, object]]:
        """Return the sentence on a lawful person who was not chosen, and its numbers."""
        left, chosen = self.decision.left, self.decision.chosen_ore
        if left is not None:
            key = "left" if left.ore <= one.marginal else "left_dearer"
            return key, {"left_ore": left.ore}
        other = 0 if chosen is None else chosen
        if self.decision.is_combined:
            return "combined", {"chosen_ore": other}
        if one.marginal == other:
            return "equal", {"chosen_ore": other}
        return "dearer" if one.marginal > other else "cheaper", {"chosen_ore": other}


def _with(
    text: Mapping[Language, str] | Mapping[str, str],
    key: str,
    numbers: Mapping[str, object],
    names: Names = NO_NAMES,
) -> dict[str, str]:
    """Add a sentence on what was decided."""
    return {
        language: " ".join(
            (
                dict(text)[language],
                DECIDED[key][language].format_map(in_words("", numbers, language, names)),
            )
        )
        for language in LANGUAGES
    }


def plan_receipts(session: Session, run: RunView, row_id: int, names: Names) -> Receipts:
    """Return the receipts of one need of a finished plan.

    Args:
        session: an open session.
        run: the run.
        row_id: the need.
        names: what people call units, sectors, areas and competences.

    Raises:
        NotFound: the run has no plan, or the plan not that need.
    """
    plan, ref = ground(session, run), need_ref(row_id)
    if ref not in plan.problem.needs:
        raise NotFound("need", row_id)
    case = Case(plan.problem, plan.problem.needs[ref], plan.held)
    holder = plan.given.get(ref)
    if holder is not None:
        decision = chosen_of(case, {holder})
    else:
        price = left_to_agency if ref in plan.agency else left_open
        decision = Decision(left=price(case.problem, case.need))
    return Receipts(case, everyone(case), decision, local(run.requested_at), names)


def need_receipts(session: Session, row_id: int, names: Names, *, now: datetime) -> Receipts:
    """Return the receipts of one need as it stands now: booked, asked about, ordered or open.

    Args:
        session: an open session.
        row_id: the need.
        names: what people call units, sectors, areas and competences.
        now: UTC.

    Raises:
        NotFound: there is no such need.
    """
    view, case = need.view(session, row_id), case_of(session, row_id)
    asked = everyone(case)
    chosen = _asked_now(session, row_id) if view.person_id is None else {view.person_id}
    case, outside = with_outside(session, case, asked, row_id, chosen)
    if chosen:
        decision = chosen_of(case, {person_ref(one) for one in chosen})
    elif view.order_id is not None:
        decision = Decision(left=left_to_agency(case.problem, case.need))
    else:
        decision = Decision()
    return Receipts(case, asked, decision, local(now), names, outside)


def _asked_now(session: Session, row_id: int) -> set[int]:
    """Return those asked in the newest wave about a need, while it is open."""
    newest = select(Offer.id, Offer.state).where(Offer.need_id == row_id)
    row = session.execute(newest.order_by(Offer.id.desc()).limit(1)).one_or_none()
    if row is None or row.state is not OfferState.OPEN:
        return set()
    query = select(OfferAnswer.person_id).where(OfferAnswer.offer_id == row.id)
    return set(session.scalars(query))


def with_outside(
    session: Session, case: Case, asked: Everyone, row_id: int, chosen: Collection[int]
) -> tuple[Case, tuple[Asked, ...]]:
    """Add those chosen by hand whom a plan would not have asked, judged by the same rules.

    Args:
        session: an open session.
        case: the need and what people hold.
        asked: those considered.
        row_id: the need.
        chosen: ids of people.

    Returns:
        The case with them in it, and what the rules answer about each.
    """
    missing = [one for one in sorted(chosen) if not asked.place(person_ref(one))]
    if not missing:
        return case, ()
    alone = facts(build_for_need(session, row_id, person_ids=missing))
    people = with_changed(case.problem.people, alone.people)
    case = replace(case, problem=replace(case.problem, people=people, memory={}))
    options = [case.asked(one) for one in alone.people]
    return case, tuple(Asked(one.person.id, one.rules, one.marginal) for one in options)


def chosen_of(case: Case, people: Collection[str]) -> Decision:
    """Return the decision for some people; those outside reach have no place in the sums.

    Args:
        case: the need and what people hold.
        people: ids of those chosen.
    """
    prices = [case.asked(one).marginal for one in people if one in case.problem.people]
    return Decision(frozenset(people), max(prices, default=None))
