"""Weights decide when both sides have signed them, and only the newest that are."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import agreements, audit, commitments
from vikarsentral.access import Actor, RoleName
from vikarsentral.agreements import Side
from vikarsentral.demo.agreed import WEIGHTS
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound

TODAY = date(2027, 1, 5)


def draft(parties, weights=None, valid_from=TODAY, actor=None):
    return agreements.draft_weights(
        parties.session,
        WEIGHTS if weights is None else weights,
        valid_from=valid_from,
        actor=actor or parties.staff,
        now=NOW,
    )


def sign(parties, version, side, actor=None):
    whose = {Side.EMPLOYER: parties.employer, Side.COUNTERPART: parties.staff}
    agreements.sign_weights(
        parties.session, version=version, side=side, actor=actor or whose[side], now=NOW
    )


def signed(parties, **changes):
    version = draft(parties, {**WEIGHTS, **changes})
    for side in Side:
        sign(parties, version, side)
    return version


def test_version_decides_from_the_second_signature_on(parties):
    version = draft(parties)
    sign(parties, version, Side.EMPLOYER)
    assert commitments.weights(parties.session, TODAY) == {}
    sign(parties, version, Side.COUNTERPART)
    assert commitments.weights(parties.session, TODAY) == WEIGHTS
    (shown,) = agreements.weights_versions(parties.session)
    assert (shown.version, shown.is_signed) == (1, True)
    kinds = [line.kind for line in audit.lines(parties.session, subject=("weights", 1))]
    assert kinds == ["weights.signed", "weights.signed", "weights.drafted"]


def test_versions_are_kept_and_the_newest_signed_counts(parties):
    signed(parties)
    signed(parties, change_ore=7)
    draft(parties, {**WEIGHTS, "change_ore": 9})
    assert commitments.weights(parties.session, TODAY)["change_ore"] == 7
    assert [one.version for one in agreements.weights_versions(parties.session)] == [3, 2, 1]


def test_older_version_is_not_signed_after_a_newer(parties):
    old = draft(parties)
    signed(parties)
    with pytest.raises(Conflict, match="weights_older"):
        sign(parties, old, Side.EMPLOYER)


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"change_ore": -1}, "change_ore"),
        ({"change_ore": 1_000_000_001}, "change_ore"),
        ({"change_ore": None}, "change_ore"),
        ({"change_ore": 1.5}, "change_ore"),
        ({"change_ore": True}, "change_ore"),
        ({"fastest_finger": 1}, "fastest_finger"),
        ({"open_ore_per_minute": {"1": 1, "2": 2}}, "open_ore_per_minute.3"),
        ({"open_ore_per_minute": 5}, "open_ore_per_minute.1"),
    ],
)
def test_wrong_weight_is_refused_with_its_row(parties, changes, row):
    with pytest.raises(BadInput) as refused:
        draft(parties, {**WEIGHTS, **changes})
    assert refused.value.faults[0].where == row


def test_own_cost_may_stand_for_two_of_them(parties):
    version = signed(parties, merarbeid_ore_per_minute=None, hourly_ore_per_minute=None)
    assert version == 1


def test_weights_are_not_dated_back(parties):
    with pytest.raises(BadInput) as refused:
        draft(parties, valid_from=date(2027, 1, 4))
    assert refused.value.faults[0].code == "has_passed"


def test_signatures_need_role_and_two_people(parties):
    version = draft(parties)
    with pytest.raises(BadInput, match="planner or an administrator"):
        sign(parties, version, Side.EMPLOYER, parties.staff)
    grants = frozenset({(RoleName.PLANNER, None), (RoleName.TILLITSVALGT, None)})
    both = Actor(None, "begge", "Begge", None, "nb", grants)
    sign(parties, version, Side.EMPLOYER, both)
    sign(parties, version, Side.EMPLOYER, both)
    with pytest.raises(BadInput, match="signed for the other side"):
        sign(parties, version, Side.COUNTERPART, both)
    with pytest.raises(Conflict, match="already_signed"):
        sign(parties, version, Side.EMPLOYER)


def test_others_neither_draft_nor_sign(parties):
    with pytest.raises(NotAllowed):
        draft(parties, actor=parties.village.leader)
    with pytest.raises(NotFound):
        sign(parties, 99, Side.EMPLOYER)
