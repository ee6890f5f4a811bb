"""Every form of the administration is sent what nobody should send: refused plainly, never 500.

One field at a time is junk, the others stand as the page has them. What was typed stays on the
page, and a sentence stands beside the field or above the form.
"""

import html
import os
import random
from html.parser import HTMLParser

import pytest

from tests.web.conftest import rows

SEED = 20270105
TIMES = int(os.environ.get("VIKARSENTRAL_TEST_CASES", "1"))
POSTS = 150
PLAIN = {
    "V4": "-7,5",
    "V6": "1e400",
    "V7": "٣",
    "V8": "29.02.2027",
    "V8 iso": "2027-13-01",
    "V9": "2027-03-28T02:30",
    "V10": "2027-10-31T02:30",
    "V12": "9999-12-31",
    "V12 early": "0001-01-01",
    "V13": "24:00",
    "V25": "=HYPERLINK(1)",
    "V27": "<script>{{7*7}}${x}%s%n",
    "V39": "999999999999999999999",
    "V39 foreign": "1000000001",
    "1e9": "1000000000",
    "quotes": "'\"; drop table person; --",
}
HARD = {
    "V17": " \u00a0\u200b",
    "V18": "x" * 10_000,
    "V18 marks": "a" + "\u0301" * 200,
    "V19": "Ka\x00ri",
    "V19 others": "Ka\x07\x7f\x85ri",
    "V20": "Ka\u202eri",
    "V23": "\ud800",
    "V26": "https://evil.example",
    "V28": "Kari\r\nBcc: x",
    "empty": "",
}
TYPED = ("name", "name_nb", "phone", "email", "employee_no", "sender_name")
"""Fields that are written, not chosen."""
REFUSED = {400, 403, 404, 409, 422}
FINE = {200, 303, 400, 403, 404, 409, 413, 422}


class Forms(HTMLParser):
    """Find the forms of a page that are posted: where to, and what their fields hold."""

    def __init__(self):
        super().__init__()
        self.found, self._fields, self._select = [], None, None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            is_post = told.get("method", "").lower() == "post"
            self._fields = {} if is_post else None
            if is_post:
                self.found.append((told.get("action", ""), self._fields))
        elif self._fields is None:
            return
        elif tag == "input" and told.get("name"):
            is_tick = told.get("type") in ("checkbox", "radio")
            if not is_tick or "checked" in told:
                self._fields.setdefault(told["name"], told.get("value") or "")
        elif tag in ("select", "textarea") and told.get("name"):
            self._select = told["name"]
            self._fields.setdefault(self._select, "")
        elif tag == "option" and self._select and "selected" in told:
            self._fields[self._select] = told.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self._fields = None
        elif tag == "select":
            self._select = None


def pages(url):
    """Yield the addresses of the pages that hold forms, with ids of the town."""
    one = {
        "unit": "select id from unit where code = 'solvang'",
        "person": "select p.id from person p join post on post.person_id = p.id"
        " where post.kind = 'pool' order by p.id limit 1",
        "user": "select id from app_user where login = 'vikar'",
        "post": "select id from post order by id limit 1",
        "staff": "select person_id from post where kind <> 'pool' order by id limit 1",
        "shift": "select id from shift where kind = 'rota' and starts_at > '2027-01-07'"
        " order by id limit 1",
    }
    ids = {name: rows(url, query)[0][0] for name, query in one.items()}
    ids["holder"] = rows(url, "select person_id from post order by id limit 1")[0][0]
    for path in PAGES:
        yield path.format(**ids)


PAGES = (
    *("/admin/kommune", "/admin/sektorer", "/admin/sektorer/health", "/admin/omrader"),
    *("/admin/omrader/nord", "/admin/kompetanser", "/admin/kompetanser/sykepleier"),
    *("/admin/krav", "/admin/enheter/ny", "/admin/enheter/{unit}"),
    *("/admin/enheter/{unit}/vaktmaler/ny", "/admin/enheter/{unit}/kontering"),
    *("/admin/ansatte/ny", "/admin/ansatte/{person}", "/admin/ansatte/{person}/lonn"),
    *("/admin/ansatte/{person}/stillinger/ny", "/admin/ansatte/{holder}/stillinger/{post}"),
    *("/admin/vaktplan/{person}", "/admin/brukere/ny", "/admin/brukere/{user}"),
    *("/admin/turnus/{unit}/{staff}/ny", "/admin/turnus/vakt/{shift}"),
    *("/filer-ut", "/filer-ut/lonnsperioder", "/admin/filer"),
)


def cases(forms):
    """Return every form with every field made junk in every way, shuffled."""
    junk = [(name, value, True) for name, value in PLAIN.items()]
    junk += [(name, value, False) for name, value in HARD.items()]
    every = [
        (page, path, fields, field, *one)
        for page, path, fields in forms
        for field in fields
        if field not in ("csrf_token",)
        for one in junk
    ]
    random.Random(SEED).shuffle(every)
    return every[: POSTS * TIMES]


@pytest.fixture
def forms(as_user, town_db):
    admin, found = as_user("admin"), []
    for page in pages(town_db):
        answer = admin.get(page)
        assert answer.status_code == 200, page
        reader = Forms()
        reader.feed(answer.text)
        ours = [(page, path or page, held) for path, held in reader.found]
        found += [one for one in ours if not one[1].startswith(("/sprak", "/logg-ut"))]
    return admin, found


def test_no_form_falls_over_and_nothing_typed_is_lost(forms):
    admin, found = forms
    assert len(found) > 30
    faults = []
    for _, path, fields, field, row, value, is_plain in cases(found):
        sent = {**fields, field: value.encode("utf-8", "surrogatepass")}
        answer = admin.post(path, data=sent)
        told = (path, field, row, answer.status_code)
        if answer.status_code not in FINE:
            faults.append(("status", *told))
        elif "/logg-inn" in answer.headers.get("Location", ""):
            faults.append(("signed out", *told))
        elif answer.status_code == 422:
            shown = html.unescape(answer.text)
            if 'data-field="validation"' not in shown and 'role="alert"' not in shown:
                faults.append(("no sentence", *told))
            elif is_plain and value not in shown and field in TYPED:
                faults.append(("lost", *told))
    assert faults == []


NOWHERE = {"int": ("0", "999999999", "9223372036854775808"), "default": ("finnes-ikke", "%00")}


def strange(app):
    """Return the address of every form of the rooms, with ids that nothing here has."""
    found = []
    for rule in app.url_map.iter_rules():
        room = rule.endpoint.partition(".")[0]
        if room not in ("admin", "hours", "importing") or "POST" not in rule.methods:
            continue
        for at in range(2) if rule.arguments else ():
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<int:{name}>", NOWHERE["int"][at + 1])
                path = path.replace(f"<{name}>", NOWHERE["default"][at])
            found.append(path)
    return found


@pytest.mark.parametrize("login", ["admin", "leder"])
def test_ids_that_nothing_here_has_are_not_found(app, as_user, login):
    browser, paths = as_user(login), strange(app)
    assert len(paths) > 60
    found = {path: browser.post(path, data={"name": "x"}).status_code for path in paths}
    assert {path: code for path, code in found.items() if code not in REFUSED} == {}
