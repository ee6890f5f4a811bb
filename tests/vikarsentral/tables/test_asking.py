from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import Offer, OfferAnswer, OfferMode

DAY = "2027-01-11T07:30"


def offer(village, **changes):
    values = {
        "need_id": village.need(DAY).id,
        "mode": OfferMode.EXCLUSIVE,
        "window_ends_at": NOW + timedelta(minutes=10),
        "created_by": "x",
        "created_at": NOW,
    }
    return village.add(Offer(**{**values, **changes}))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [({"places": 0}, "ck_offer_places"), ({"window_ends_at": NOW}, "ck_offer_window")],
)
def test_impossible_offers_are_refused(village, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        offer(village, **changes)


@pytest.mark.parametrize("rank", [1, 0])
def test_each_person_and_each_rank_is_there_once(village, rank):
    made = offer(village)
    person = village.person()
    answer = {"offer_id": made.id, "asked_at": NOW}
    village.add(OfferAnswer(person_id=person.id, rank=1, **answer))
    with pytest.raises(IntegrityError, match=r"uq_offer_answer|ck_offer_answer_rank"):
        village.add(OfferAnswer(person_id=village.person().id, rank=rank, **answer))
