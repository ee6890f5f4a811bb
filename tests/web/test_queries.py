"""The pages people open every morning ask the database little, however much there is."""

import contextlib

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone, fresh_settings
from tests.web import town
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
    return counts, shown


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
    assert max(many.values()) <= MOST
