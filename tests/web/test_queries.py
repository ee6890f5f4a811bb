"""The pages people open every morning ask the database little, however much there is."""

import contextlib
import re

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone, fresh_settings
from tests.web import town
from tests.web.test_manager import first_person
from vikarsentral import db
from vikarsentral.db.connect import make_engine
from web.common import limiter

MOST = 12
PAGES = [("leder", "/borte"), ("leder", "/uken"), ("vikar", "/mine-vakter")]


class Counter:
    """Count the statements an engine runs inside the block."""

    def __init__(self, engine):
        self.engine, self.statements = engine, []

    def __enter__(self):
        event.listen(self.engine, "before_cursor_execute", self._note)
        return self.statements

    def _note(self, _connection, _cursor, statement, *_rest):
        self.statements.append(statement)

    def __exit__(self, *_):
        event.remove(self.engine, "before_cursor_execute", self._note)


@contextlib.contextmanager
def standing_in(cluster, monkeypatch, now, **size):
    """Put a town of some size in force for this process."""
    with clone(cluster) as name, monkeypatch.context() as patch:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session, **size)
        engine.dispose()
        now.write_text(town.NOW.isoformat())
        patch.setenv("VIKARSENTRAL_DATABASE_URL", cluster.place.url_of(name))
        patch.setenv("VIKARSENTRAL_NOW", str(now))
        patch.setattr(limiter, "enabled", False)
        fresh_settings()
        yield
        db.close()
    fresh_settings()


def asked(app):
    """Return how many statements each page runs, and how many shifts the week shows."""
    counts, shown = {}, 0
    for login, path in PAGES:
        browser = app.test_client()
        browser.post("/logg-inn", data={"login": login, "password": town.PASSWORD})
        assert browser.get(path).status_code == 200
        with Counter(db.engine()) as statements:
            page = browser.get(path).text
        counts[path] = len(statements)
        shown = max(shown, page.count('class="vs-slot"'))
    counts.update(asked_of_a_need(app))
    return counts, shown


def asked_of_a_need(app):
    """Return how many statements a need's pages run while it is open, asked about and covered."""
    leader = app.test_client()
    leader.post("/logg-inn", data={"login": "leder", "password": town.PASSWORD})
    page = leader.post(first_person(leader.get("/borte").text), follow_redirects=True).text
    where = re.search(r'action="(/behov/\d+)/sett-opp"', page).group(1)
    person = re.search(r'name="person" value="(\d+)"', page).group(1)
    counts = {}
    for act, sent in (("", {}), ("/spor", {}), ("/sett-opp", {"person": person})):
        if act:
            assert leader.post(where + act, data=sent).status_code == 303
        for path in ("", "/begrunnelser"):
            assert leader.get(where + path).status_code == 200
            with Counter(db.engine()) as statements:
                leader.get(where + path)
            counts[f"{path} after {act}"] = len(statements)
    return counts


def test_pages_ask_little_and_the_same_for_10_and_1000_rows(
    one_app, cluster, monkeypatch, tmp_path
):
    with standing_in(cluster, monkeypatch, tmp_path / "now", staff=2, weeks=1):
        few, shown_few = asked(one_app)
    with standing_in(cluster, monkeypatch, tmp_path / "now", staff=250, weeks=1):
        many, shown_many = asked(one_app)
    assert shown_few <= 12
    assert shown_many >= 990
    assert few == many
    assert max(many.values()) <= MOST, many
