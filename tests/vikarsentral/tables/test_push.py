"""A browser is reached for one person at a time."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import PushSubscription


def subscription(person, **changes):
    """Return a browser's row."""
    values = {
        "person_id": person.id,
        "endpoint": "https://push.example/1",
        "p256dh": "k",
        "auth": "a",
        "created_at": NOW,
    }
    return PushSubscription(**(values | changes))


def test_an_address_is_held_once(village):
    village.session.add(subscription(village.person()))
    village.session.flush()
    village.session.add(subscription(village.person()))
    with pytest.raises(IntegrityError, match="uq_push_subscription_endpoint"):
        village.session.flush()
