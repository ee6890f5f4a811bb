"""Every form of the administration twice, with dates that cross, and from another's unit.

A second press changes nothing more; what overlaps or ends before it begins is refused with a
sentence; and no leader reaches what is a neighbour's.
"""

import html

import pytest

from tests.web.admin.test_sweep import Forms, pages
from tests.web.conftest import rows

FILLED = {
    "name": "Prøvested",
    "name_nb": "prøve",
    "name_nn": "prøve",
    "name_en": "trial",
    "employee_no": "9901",
    "code": "prøvevakt",
    "starts": "15:30",
    "ends": "22:00",
    "valid_from": "2026-02-01",
    "annual_ore": "550000",
    "account": "1010",
    "stillingsprosent": "50",
    "discussed_on": "2027-01-04",
    "vakt": "egen",
}
OWN = {
    "/admin/brukere/ny": {"login": "ny-bruker", "employee_no": ""},
    "/admin/ansatte/ny": {"kind": "part_time", "unit_id": "2", "home_area": ""},
    "/roller": {"role": "planner", "unit_id": ""},
    "/stillinger/ny": {"kind": "part_time", "unit_id": "2"},
    "/bort": {"bort-said_yes": "y"},
}
"""What some forms need, by the end of their address."""
NEW_EACH_TIME = ("/passord",)
"""A new password each time it is asked for; the last one shown is the one that holds."""
CROSSED = {"valid_to": "valid_from", "last_on": "first_on", "til": "fra"}
"""The last day of a stretch, and the first."""
SIGNED_IN = ("web_session",)
TABLES = "select table_name from information_schema.tables where table_schema = 'public'"
FOUND = []
COUNT = "(select count(*) from {})"
IDS = {
    "neighbour": "select u.id, p.person_id from unit u join post p on p.unit_id = u.id"
    " where u.code = 'fjellheim'",
    "shift": "select id, person_id, unit_id from shift where kind = 'rota'"
    " and starts_at > '2027-01-07' order by id limit 1",
}


class Offered(Forms):
    """Read forms with the first thing each list offers, where nothing is chosen."""

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        value = dict(attrs).get("value")
        if tag == "option" and self._select and value and not self._fields.get(self._select):
            self._fields[self._select] = value


def held(url):
    """Return how many rows each table has, but for who is signed in."""
    names = sorted(name for (name,) in rows(url, TABLES) if name not in SIGNED_IN)
    counts = ", ".join(COUNT.format(name) for name in names)
    return dict(zip(names, rows(url, "select " + counts)[0], strict=True))


def forms_on(browser, address):
    """Return the forms of a page: where each is sent, and its fields, filled."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    reader = Offered()
    reader.feed(answer.text)
    found = [(path or address, fields) for path, fields in reader.found]
    return [
        (path, filled(path, fields))
        for path, fields in found
        if not path.startswith(("/sprak", "/logg-ut"))
    ]


def filled(path, fields):
    """Return a form's fields with a good value in each that is empty."""
    told = {name: value or FILLED.get(name, "") for name, value in fields.items()}
    if "/turnus/" in path and path.endswith("/ny"):
        told["vakt"] = FILLED["vakt"]
    for ending, more in OWN.items():
        if path.endswith(ending):
            told |= more
    return told


@pytest.fixture
def swept(as_user, town_db):
    """The administrator's browser, and every form of the rooms."""
    admin = as_user("admin")
    if not FOUND:  # each test has a town of its own, all copies of one: their forms are the same
        unit, person = rows(town_db, IDS["neighbour"])[0]
        addresses = [*pages(town_db), f"/admin/turnus/{unit}/{person}/ny"]
        FOUND.extend(form for address in addresses for form in forms_on(admin, address))
    return admin, FOUND


def says_why(answer):
    """Tell whether a page says what is wrong, beside a field or above the form."""
    text = html.unescape(answer.text)
    return 'data-field="validation"' in text or 'role="alert"' in text


def test_a_second_press_changes_nothing_more(swept, town_db):
    admin, found = swept
    done, faults = set(), []
    for path, sent in found:
        first = admin.post(path, data=sent)
        before = held(town_db)
        second = admin.post(path, data=sent)
        after = held(town_db)
        if first.status_code in (200, 303):
            done.add(path)
        more = {name: after[name] - before[name] for name in after if after[name] != before[name]}
        is_fine = first.status_code < 500 and second.status_code < 500
        if not is_fine or (more and not path.endswith(NEW_EACH_TIME)):
            faults.append((path, first.status_code, second.status_code, more))
    assert faults == []
    assert len(done) >= 30, sorted({path for path, _ in found} - done)


def test_what_ends_before_it_begins_is_refused_with_a_sentence(swept, town_db):
    admin, found = swept
    tried, before = 0, held(town_db)
    for path, sent in found:
        for last, first in CROSSED.items():
            if last not in sent or first not in sent:
                continue
            answer = admin.post(path, data=sent | {first: "2027-03-15", last: "2027-03-01"})
            assert answer.status_code in (409, 422), (path, answer.status_code)
            assert says_why(answer), path
            tried += 1
    assert tried >= 6
    assert held(town_db) == before


OVERLAPS = {
    "a shift in one that is there": (
        "/admin/turnus/vakt/{shift}",
        {"on": "2027-01-08", "starts": "07:00", "ends": "16:00"},
    ),
    "shifts on top of those that are there": (
        "/admin/turnus/{unit}/{staff}/ny?dag=2027-01-07",
        {"vakt": "egen", "weekdays": ["0", "1", "2", "3", "4", "5", "6"], "every": "1",
         "until": "2027-01-20", "starts": "08:00", "ends": "14:00"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OVERLAPS)
def test_work_on_top_of_other_work_is_refused_with_a_sentence(as_user, town_db, name):
    admin, (address, changes) = as_user("admin"), OVERLAPS[name]
    shift, staff, unit = rows(town_db, IDS["shift"])[0]
    path = address.format(shift=shift, staff=staff, unit=unit)
    (sent,) = [fields for where, fields in forms_on(admin, path) if not where.endswith("/bort")]
    before = held(town_db)
    answer = admin.post(path, data=sent | changes)
    assert answer.status_code in (409, 422)
    assert says_why(answer)
    assert held(town_db) == before


def test_payroll_periods_that_overlap_are_refused_with_a_sentence(as_user, town_db):
    admin, path = as_user("admin"), "/filer-ut/lonnsperioder"
    ((_, sent),) = forms_on(admin, path)
    assert admin.post(path, data=sent).status_code == 303
    before = held(town_db)
    crossing = [("2026-12-15", "2027-01-04"), ("2026-11-15", "2026-12-01")]
    for first, last in [*crossing, ("2026-12-31", "2026-12-31")]:
        answer = admin.post(path, data=sent | {"fra": first, "til": last})
        assert answer.status_code in (409, 422), (first, last)
        assert says_why(answer)
    assert held(town_db) == before


def test_a_neighbours_leader_reaches_none_of_a_units_forms(as_user, town_db):
    leader, neighbour = as_user("leder"), as_user("nabo")
    shift, staff, unit = rows(town_db, IDS["shift"])[0]
    own = ["/timer", f"/admin/turnus/{unit}/{staff}/ny", f"/admin/turnus/vakt/{shift}"]
    found = [form for address in own for form in forms_on(leader, address)]
    assert len(found) >= 6
    before = held(town_db)
    for path, sent in found:
        assert neighbour.post(path, data=sent).status_code in (403, 404), path
    assert held(town_db) == before


def test_a_neighbours_leader_reaches_no_form_of_the_administration(swept, as_user, town_db):
    _, found = swept
    neighbour, before = as_user("nabo"), held(town_db)
    fjellheim = rows(town_db, IDS["neighbour"])[0][0]
    mine = (f"/admin/turnus/{fjellheim}/", "/admin/filer")
    foreign = [(path, sent) for path, sent in found if not path.startswith(mine)]
    assert len(foreign) >= 30
    for path, sent in foreign:
        assert neighbour.post(path, data=sent).status_code in (403, 404), path
    assert held(town_db) == before
