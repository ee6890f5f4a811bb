"""What a search for cover and a person's wishes about contact can never be."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import (
    Callout,
    CalloutStage,
    CalloutState,
    CalloutWave,
    Contact,
    Offer,
    OfferMode,
)

DAY = "2027-01-11T07:30"


def callout(village, need, **changes):
    values = {"need_id": need.id, "started_by": "x", "started_at": NOW, "next_at": NOW}
    return village.add(Callout(**{**values, **changes}))


def test_a_need_has_one_running_search_and_any_number_of_ended_ones(village):
    need = village.need(DAY)
    ended = {"state": CalloutState.STOPPED, "next_at": None, "ended_at": NOW}
    callout(village, need, **ended)
    callout(village, need, **ended)
    callout(village, need)
    with pytest.raises(IntegrityError, match="uq_callout_running"):
        callout(village, need)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ended_at": NOW}, "ck_callout_ended"),
        ({"next_at": None}, "ck_callout_next"),
        ({"left_in_peace": -1}, "ck_callout_left_in_peace"),
    ],
)
def test_impossible_searches_are_refused(village, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        callout(village, village.need(DAY), **changes)


def test_a_wave_is_one_offer_and_has_its_own_number(village):
    need = village.need(DAY)
    offers = [
        village.add(
            Offer(
                need_id=need.id,
                mode=OfferMode.EXCLUSIVE,
                window_ends_at=NOW + timedelta(minutes=10),
                created_by="x",
                created_at=NOW,
            )
        )
        for _ in range(2)
    ]
    made = callout(village, need)
    wave = {"callout_id": made.id, "stage": CalloutStage.POOL, "number": 1}
    village.add(CalloutWave(offer_id=offers[0].id, **wave))
    with pytest.raises(IntegrityError, match="uq_callout_wave_callout_id_number"):
        village.add(CalloutWave(offer_id=offers[1].id, **wave))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"quiet_from_minute": 1440}, "ck_contact_quiet_from"),
        ({"quiet_to_minute": -1}, "ck_contact_quiet_to"),
        ({"most_a_week": 51}, "ck_contact_most_a_week"),
    ],
)
def test_impossible_wishes_about_contact_are_refused(village, changes, constraint):
    person = village.person()
    with pytest.raises(IntegrityError, match=constraint):
        village.add(Contact(person_id=person.id, **changes))
