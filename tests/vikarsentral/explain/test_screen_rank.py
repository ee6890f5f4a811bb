"""The order of those considered: lawful first, then price, then id; the nearest of the rest."""

import numpy as np
import pytest

from vikarsentral.explain.screen_rank import Asked, Everyone, mask_of, rules_of
from vikarsentral.rules.table import RULES


def made():
    ids = ["c", "a", "b", "d"]
    rules = ([], ["overlap", "place"], [], ["place"])
    masks = np.array([mask_of(one) for one in rules], np.int64)
    return Everyone(ids, masks, np.array([5, 1, 5, 9], np.int64), np.array([2, 0, 1, 3]))


def test_lawful_first_then_price_then_id():
    found = made()
    assert [one.id for one in found] == ["b", "c", "a", "d"]
    assert (len(found), found.lawful) == (4, 2)
    assert found[0] == Asked("b", (), 5)
    assert [one.lawful for one in found[1:3]] == [True, False]


@pytest.mark.parametrize("far", [1, 1 << 59])
def test_the_order_is_the_same_however_far_apart_the_prices_are(far):
    prices = np.array([5, -3, 5, 0, far], np.int64)
    masks = np.array([0, 1, 0, 1, 0], np.int64)
    found = Everyone(list("abcde"), masks, prices, np.array([1, 4, 0, 2, 3]))
    last = ["e", "c", "a"] if far == 1 else ["c", "a", "e"]
    assert found.ids() == [*last, "b", "d"]


def test_nobody_is_in_order_too():
    none = np.zeros(0, np.int64)
    assert Everyone([], none, none, none).ids() == []


def test_equals_may_come_in_the_order_of_their_ids_as_texts():
    ids = ["p10", "p9", "p2", "p100"]
    masks, prices = np.array([0, 0, 0, mask_of(["place"])]), np.array([5, 5, 1, 0], np.int64)
    found = Everyone(ids, masks, prices, np.array([2, 1, 0, 3]), np.zeros((4, 9), np.int64))
    assert found.ids() == ["p2", "p9", "p10", "p100"]
    assert found.by_id().ids() == ["p2", "p10", "p9", "p100"]
    assert [one.id for one in found.by_id()] == found.by_id().ids()
    assert found.by_id().lawful == 3


def test_the_nearest_are_stopped_by_the_fewest_rules():
    assert [one.id for one in made().nearest(1)] == ["d"]
    assert [one.rules for one in made().nearest(9)] == [("place",), ("overlap", "place")]


def test_of_equally_near_the_cheaper_and_then_the_first_id_comes_first():
    masks = np.full(4, mask_of(["place"]), np.int64)
    prices = np.array([7, 7, 3, 9], np.int64)
    found = Everyone(["c", "a", "b", "d"], masks, prices, np.array([2, 0, 1, 3]))
    assert [one.id for one in found.nearest(3)] == ["b", "a", "c"]
    assert found.nearest(0) == []


def test_every_rule_that_stops_a_person_has_its_bit():
    for rule in RULES:
        if rule.judge is not None:
            assert rules_of(mask_of([rule.id])) == (rule.id,)


def test_rules_come_in_the_tables_order():
    assert rules_of(mask_of(["pinned", "travel", "overlap"])) == ("overlap", "travel", "pinned")


def test_the_able_are_those_whom_neither_competence_nor_place_stops():
    rules = ([], ["overlap"], ["competence"], ["place", "overlap"])
    masks = np.array([mask_of(one) for one in rules], np.int64)
    worst = np.zeros((4, 9), np.int32)
    worst[1, 0] = 30
    prices = np.array([5, 1, 5, 9], np.int64)
    found = Everyone(["c", "a", "b", "d"], masks, prices, np.array([2, 0, 1, 3]), worst).able()
    assert [(one.id, dict(one.excess)) for one in found] == [("c", {}), ("a", {"overlap": 30})]
    assert (found.lawful, found.stopped(), found.place("b")) == (1, {"overlap": 1}, 0)
