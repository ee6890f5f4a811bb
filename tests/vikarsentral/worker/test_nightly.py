"""The worker tidies once a night, whoever of several workers comes first."""

from concurrent.futures import ThreadPoolExecutor

from tests.vikarsentral.village import at
from vikarsentral import clock, db
from vikarsentral.tables import Event
from vikarsentral.worker import nightly


def test_four_workers_at_once_do_it_once(database, monkeypatch):
    del database
    monkeypatch.setattr(clock, "now", lambda: at("2027-02-01T02:30"))
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: nightly.tidy(), range(8)))
    assert sorted(done) == [False] * 7 + [True]
    with db.begin() as session:
        assert session.query(Event).filter_by(kind="retention.run").count() == 1


def test_before_two_nothing_is_done(database, monkeypatch):
    del database
    monkeypatch.setattr(clock, "now", lambda: at("2027-02-01T01:30"))
    assert nightly.tidy() is False
