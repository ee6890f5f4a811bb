"""The record reads in plain words, however much there is of it."""

import ast
import re
from datetime import timedelta

import pytest

from tests.house.tree import ROOT
from tests.web.town import NOW
from vikarsentral import audit, db
from vikarsentral.tables import CalloutState, PlanState
from web.tillitsvalgt.record import KINDS, OWN_NAMES, SHOWN, SUBJECTS

KIND = re.compile(r"^[a-z_]+\.[a-z_]+$")
NO_EVENTS = ("tables", "rules", "explain", "problemfile", "settings")
NO_KINDS = re.compile(r"\.(sql|lock|pid|log|bin|worker|looked_as|judged_as)$|^hole\.")
COMPOSED = {
    "callout": [one.value for one in CalloutState if one is not CalloutState.RUNNING],
    "plan": [one.value for one in PlanState],
    "rota": ["added", "changed", "removed"],
}


def trees():
    """Yield the syntax of every module of the domain that may write to the record."""
    for path in sorted((ROOT / "vikarsentral").rglob("*.py")):
        if path.relative_to(ROOT / "vikarsentral").parts[0] not in NO_EVENTS:
            yield ast.walk(ast.parse(path.read_text()))


def test_every_kind_that_is_written_anywhere_has_its_words():
    told = {
        node.value
        for tree in trees()
        for node in tree
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and KIND.match(node.value)
        and not NO_KINDS.search(node.value)
    }
    told |= {f"{head}.{tail}" for head, tails in COMPOSED.items() for tail in tails}
    assert len(told) > 100
    assert sorted(told - set(KINDS)) == []


def test_everything_an_act_is_done_to_has_its_word():
    told = set()
    for tree in trees():
        for call in tree:
            if isinstance(call, ast.Call):
                named = [one.value for one in call.keywords if one.arg == "subject"]
                told |= {
                    one.elts[0].value
                    for one in named
                    if isinstance(one, ast.Tuple) and isinstance(one.elts[0], ast.Constant)
                }
    assert len(told) > 15
    assert sorted(told - set(SUBJECTS)) == []


def actors(tree):
    """Yield what a module calls the product itself: in `system(...)`, `actor=` and WHO."""
    for node in tree:
        told = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            told = node.args[:1] if name == "system" else []
            told += [one.value for one in node.keywords if one.arg == "actor"]
        elif isinstance(node, ast.Assign):
            names = {one.id for one in node.targets if isinstance(one, ast.Name)}
            told = [node.value] if names & {"WHO", "SYSTEM", "ACTOR"} else []
        for one in told:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def test_every_name_the_product_gives_itself_has_its_words():
    told = {one for tree in trees() for one in actors(tree)} | {"explain", "system"}
    assert {"preference", "vikarsentral import", "callout", "retention"} <= told
    assert sorted(told - set(OWN_NAMES)) == []


@pytest.fixture
def long(town_db):
    """A record of more than one page, of searches."""
    del town_db

    def fill(session):
        for number in range(SHOWN + 5):
            audit.write(
                session,
                actor="callout",
                now=NOW + timedelta(seconds=number),
                kind="callout.started",
                subject=("need", f"nr-{number}"),
            )

    db.transaction(fill)


def test_a_long_record_comes_in_pages_and_in_words(tillitsvalgt, long):
    first, second = tillitsvalgt.get("/logg").text, tillitsvalgt.get("/logg?side=2").text
    assert "Leting etter vikar startet" in first
    assert "callout.started" not in first
    assert "Systemet, leting etter vikar" in first
    assert "callout" not in first
    assert "Vakt som trenger vikar, nr-54" in first
    assert "nr-4<" not in first
    assert "Eldre hendelser" in first
    assert "Nyere hendelser" not in first
    assert "nr-4<" in second
    assert "Nyere hendelser" in second


@pytest.mark.parametrize("told", ["0", "-1", "x", "9" * 30, "²", "1.5"])
def test_a_page_number_that_is_none_is_the_first(tillitsvalgt, long, told):
    page = tillitsvalgt.get("/logg", query_string={"side": told})
    assert page.status_code == 200
    assert "nr-54" in page.text


def test_a_page_past_the_end_says_so(tillitsvalgt):
    assert "Loggen har ikke flere hendelser." in tillitsvalgt.get("/logg?side=99").text
