"""The administration's pages ask the database little, however much there is."""

import pytest

from tests.web.test_queries import MOST, Counter
from vikarsentral import db

PAGES = (
    *("/admin/sektorer", "/admin/omrader", "/admin/kompetanser", "/admin/enheter"),
    *("/admin/enheter/1", "/admin/ansatte", "/admin/ansatte/1", "/admin/brukere"),
    *("/admin/brukere/1", "/admin/vaktplan", "/admin/vaktplan/1", "/admin"),
    *("/admin/turnus/uke?id=1", "/admin/turnus/1/4/ny?dag=2027-02-01"),
)


@pytest.mark.usefixtures("app")
def test_each_page_asks_at_most_twelve_times(admin):
    counts = {}
    for path in PAGES:
        assert admin.get(path).status_code == 200
        with Counter(db.engine()) as statements:
            admin.get(path)
        counts[path] = len(statements)
    assert {path: many for path, many in counts.items() if many > MOST} == {}
