"""The file of spend says what the spend pages say, and every figure names its shifts."""

from decimal import Decimal

from tests.vikarsentral.exporting.conftest import FIRST, LAST, document, table
from vikarsentral import exporting, spend


def test_every_figure_is_there_with_its_shifts(week, about):
    rows = table(exporting.spending(week.session, about))
    figures = spend.figures(week.session, first_on=FIRST, last_on=LAST)
    assert len(rows) == len(figures) > 0
    for row, figure in zip(rows, figures, strict=True):
        assert int(row["Minutter"]) == figure.minutes
        assert Decimal(row["Kroner"].replace(",", ".")) * 100 == figure.cost_ore
        assert row["Vakter"].split() == [str(one) for one in figure.shift_ids]
    assert {row["Kilde"] for row in rows} == {"timelønnet"}


def test_worked_hours_are_what_is_counted(week, about):
    rows = table(exporting.spending(week.session, about))
    assert sum(int(row["Minutter"]) for row in rows) == 480 + 450


def test_json_has_whole_ore_and_minutes(week, about):
    told = document(exporting.spending(week.session, about, as_json=True))
    figures = spend.figures(week.session, first_on=FIRST, last_on=LAST)
    assert [(one["cost_ore"], one["minutes"]) for one in told] == [
        (figure.cost_ore, figure.minutes) for figure in figures
    ]


def test_other_units_are_not_in_the_file(week):
    about = exporting.period(week.session, first_on=FIRST, last_on=LAST, unit="fjellheim")
    assert table(exporting.spending(week.session, about)) == []
