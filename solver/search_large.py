"""The search where a problem is too large for a model as a whole: prices first, then plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.scale import Prices

if TYPE_CHECKING:
    from solver.search import Search

SWEEP_EVERY = 6  # turns between plans made day by day
WARM = 0.3  # of the usual heat, once a plan is fair
_PRICES_FIRST, _GUIDED = 0.4, 0.8  # of the time: pricing alone before; plans by prices after
_FEW_STEPS = 3
_TURN = 0.3  # seconds of pricing at a time where there is no thread for it


def without_model(search: Search) -> None:
    """Raise the bound by decomposition alone; its prices guide the search.

    Prices come first, on all workers: without them a city has far too many candidates to try.

    Args:
        search: with a first plan; its plan and bound are improved until its time is over.
    """
    prices = Prices(search.best, search.limits.workers, search.limits.workers)
    while search.spent_share < _PRICES_FIRST and not search.over:
        before = prices.steps
        prices.aim(search.value)
        prices.advance(_FEW_STEPS, search.hurries)
        search.prove(prices.bound, "decomposition")
        if prices.steps == before:
            break
    _take_guided(search, prices)
    with prices:
        turn = 0
        while not search.over:
            prices.aim(search.value)
            prices.turn(min(_TURN, search.left))
            heat = WARM * (1.0 - search.spent_share)
            search.improve(min(1.0, search.left), heat, likely=prices.seen())
            search.prove(prices.bound, "decomposition")
            turn += 1
            if turn % SWEEP_EVERY == 0:
                search.sweep(likely=prices.seen())
                if search.spent_share < _GUIDED:
                    _take_guided(search, prices)
    search.prove(prices.bound, "decomposition")


def _take_guided(search: Search, prices: Prices) -> None:
    """Take the plan the prices guide to, if it is better."""
    state = prices.guided(search.limits.seed, search.hurries)
    if state is not None:
        search.take(state, "decomposition")
