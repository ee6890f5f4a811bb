"""Everyone considered, page by page: each once, by name, with what stops them or the price."""

from tests.vikarsentral.village import NOW
from vikarsentral.overview.considered import considered

DAY = "2027-01-11T07:30"


def test_each_person_is_told_once_over_the_pages(village):
    people = [village.on_duty() for _ in range(3)] + [village.on_duty(role="pleieassistent")]
    row = village.need(DAY)
    pages = [
        considered(village.session, row.id, language="nb", now=NOW, first=first, many=2)
        for first in (0, 2, 4)
    ]
    told = [one.name for page in pages for one in page.people]
    assert sorted(told) == sorted(one.name for one in people)
    assert pages[0].counts == {"possible": 3, "not_allowed": 1}
    assert [page.count for page in pages] == [4, 4, 4]
    last = pages[1].people[-1]
    assert (last.verdict, last.source) == ("not_allowed", "krav fra enheten")
    assert last.text.startswith("Mangler sykepleier")


def test_they_are_told_in_the_readers_language(village):
    village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    texts = {
        language: considered(
            village.session, row.id, language=language, now=NOW, first=0, many=1
        ).people[0]
        for language in ("nb", "nn", "en")
    }
    assert len({one.text for one in texts.values()}) == 3
    assert texts["en"].source == "required by the unit"
