"""Pay of people from a file: from a date, told before it is stored, and paid by."""

from datetime import date

import pytest

from tests.vikarsentral.importing.files import counts, csv_file, found, take
from tests.vikarsentral.importing.test_people import HEADINGS, KARI, OLA, person
from tests.vikarsentral.village import NOW
from vikarsentral.commitments import recount
from vikarsentral.commitments.own_pay import (
    MOST_ANNUAL_ORE,
    PensionScheme,
    YearlyPay,
    annual_of_hourly,
    pay_of,
)
from vikarsentral.importing import values
from vikarsentral.importing.ownpay import in_force
from vikarsentral.tables import Event, LabourLine, PayBasis, Shift, ShiftKind

PAY = ("Årslønn", "Timelønn", "Tillegg per år", "Ansiennitet", "Lønn fra")
EARNED = ("512 300", "", "12 000,50", "8", "01.05.2026")
BY_HOUR = ("", "245,50", "", "", "01.05.2026")
NONE = ("",) * 5


def file_of(*rows):
    return csv_file((*HEADINGS, *PAY), *((*row, *pay) for row, pay in rows))


def earned(session, number):
    return pay_of(session, person(session, number).id)


def test_pay_comes_with_the_people_by_year_or_by_hour(session, village):
    report = take(session, "people", file_of((KARI, EARNED), (OLA, BY_HOUR)), NOW)
    assert counts(report) == (2, 0, 0, 0)
    first = date(2026, 5, 1)
    assert earned(session, "00123") == [
        YearlyPay(51_230_000, first, supplement_ore=1_200_050, seniority_years=8)
    ]
    assert earned(session, "124") == [YearlyPay(annual_of_hourly(24_550, 2250), first)]
    told = [line.details[-1] for line in report.compared.added.lines]
    assert told[0] == (
        "Lønn",
        "–",
        "512 300,00 kr i året, tillegg 12 000,50 kr, ansiennitet 8 år, fra 01.05.2026",
    )


def test_the_same_file_twice_changes_no_pay(session, village):
    file = file_of((KARI, EARNED), (OLA, BY_HOUR))
    take(session, "people", file, NOW)
    before = session.query(Event).filter(Event.kind != "file.imported").count()
    assert counts(take(session, "people", file, NOW)) == (0, 0, 2, 0)
    assert session.query(PayBasis).count() == 2
    assert session.query(Event).filter(Event.kind != "file.imported").count() == before


def test_pay_that_holds_already_needs_no_row_of_its_own_on_a_later_date(session, village):
    take(session, "people", file_of((KARI, EARNED)), NOW)
    later = (*EARNED[:4], "01.09.2026")
    assert counts(take(session, "people", file_of((KARI, later)), NOW)) == (0, 0, 1, 0)
    assert session.query(PayBasis).count() == 1


def test_new_pay_is_a_row_beside_the_old_and_a_corrected_one_replaces_it(session, village):
    take(session, "people", file_of((KARI, EARNED)), NOW)
    risen = ("530 000", "", "12 000,50", "9", "01.05.2027")
    report = take(session, "people", file_of((KARI, risen)), NOW)
    assert counts(report) == (0, 1, 0, 0)
    (heading, before, after) = report.compared.changed.lines[0].details[0]
    assert (heading, before[:10], after[:10]) == ("Lønn", "512 300,00", "530 000,00")
    assert [pay.annual_ore for pay in earned(session, "00123")] == [53_000_000, 51_230_000]
    corrected = ("531 000", *risen[1:])
    take(session, "people", file_of((KARI, corrected)), NOW)
    assert [pay.annual_ore for pay in earned(session, "00123")] == [53_100_000, 51_230_000]


def test_columns_that_are_not_there_leave_supplement_seniority_and_pension(session, village):
    take(session, "people", file_of((KARI, EARNED)), NOW)
    held = session.query(PayBasis).one()
    held.pension, held.has_extra_holiday = PensionScheme.TEACHER, True
    session.flush()
    short = csv_file((*HEADINGS, "Årslønn", "Lønn fra"), (*KARI, "520 000", "01.05.2027"))
    take(session, "people", short, NOW)
    assert earned(session, "00123")[0] == YearlyPay(
        52_000_000, date(2027, 5, 1), PensionScheme.TEACHER, True, 1_200_050, 8
    )
    take(session, "people", csv_file(HEADINGS, KARI), NOW)
    take(session, "people", file_of((KARI, NONE)), NOW)
    assert len(earned(session, "00123")) == 2


def test_the_record_tells_that_pay_was_set_but_not_how_much(session, village):
    take(session, "people", file_of((KARI, EARNED)), NOW)
    take(session, "people", file_of((KARI, ("530 000", "", "", "", "01.05.2027"))), NOW)
    told = [event.data for event in session.query(Event).filter_by(kind="pay.set")]
    assert [one["valid_from"] for one in told] == ["2026-05-01", "2027-05-01"]
    everything = str([event.data for event in session.query(Event)])
    for sum_ in ("512 300", "530 000", "53000000", "51230000"):
        assert sum_ not in everything


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        (("512 300", "245,50", "", "", "01.05.2026"), "pay_two", "Timelønn"),
        (("512 300", "", "", "", ""), "pay_from", "Årslønn"),
        (("", "245,50", "", "", ""), "pay_from", "Timelønn"),
        (("", "", "12 000", "", ""), "pay_missing", "Tillegg per år"),
        (("", "", "", "8", ""), "pay_missing", "Ansiennitet"),
        (("", "", "", "", "01.05.2026"), "pay_missing", "Lønn fra"),
        (("245,50", "", "", "", "01.05.2026"), "annual_pay", "Årslønn"),
        (("5 000 000,01", "", "", "", "01.05.2026"), "annual_pay", "Årslønn"),
        (("", "512 300", "", "", "01.05.2026"), "hourly_pay", "Timelønn"),
        (("512 300", "", "-1", "", "01.05.2026"), "supplement", "Tillegg per år"),
        (("512 300", "", "", "61", "01.05.2026"), "whole", "Ansiennitet"),
        (("512 300", "", "", "", "05/01/2026"), "date_format", "Lønn fra"),
        (("mye", "", "", "", "01.05.2026"), "number", "Årslønn"),
        (("5,123E+05", "", "", "", "01.05.2026"), "damaged_number", "Årslønn"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell_and_nothing_is_stored(
    session, village, cells, code, column
):
    report = take(session, "people", file_of((KARI, EARNED), (OLA, cells)), NOW)
    assert found(report) == [(code, 3, column)]
    assert session.query(PayBasis).count() == 0


def test_without_the_column_of_the_date_the_fault_stands_at_the_pay(session, village):
    file = csv_file((*HEADINGS, "Årslønn"), (*KARI, "512 300"))
    assert found(take(session, "people", file, NOW)) == [("pay_from", 2, "Årslønn")]


def test_an_hourly_rate_is_of_the_posts_in_force_on_its_date(session, village):
    ended = (*OLA[:6], "10", "40", "2020-01-01", "")
    columns = (*HEADINGS, "Til dato", *PAY)
    file = csv_file(columns, (*OLA, "", *BY_HOUR), (*ended, "2020-12-31", *BY_HOUR))
    take(session, "people", file, NOW)
    assert earned(session, "124")[0].annual_ore == annual_of_hourly(24_550, 2250)


def test_rows_of_one_person_must_tell_the_same_pay(session, village):
    second = (*KARI[:5], "fjellheim", "20", *KARI[7:])
    report = take(session, "people", file_of((KARI, EARNED), (second, NONE)), NOW)
    assert counts(report) == (1, 0, 0, 0)
    other = ("600 000", *EARNED[1:])
    report = take(session, "people", file_of((KARI, EARNED), (second, other)), NOW)
    assert found(report) == [("differs", 3, "Årslønn")]
    report = take(session, "people", file_of((KARI, EARNED), (second, BY_HOUR)), NOW)
    assert ("pay_two", 3, "Timelønn") in found(report)


def test_hours_from_the_date_are_counted_anew_and_no_others(session, village):
    take(session, "people", file_of((OLA, ("500 000", "", "", "", "01.01.2026"))), NOW)
    ola = person(session, "124")
    for start in ("2027-01-06T07:30", "2027-01-20T07:30"):
        need = village.need(start)
        village.shift(ola, start, kind=ShiftKind.COVER, need_id=need.id)
    recount(session, {(ola.id, date(2027, 1, 4)), (ola.id, date(2027, 1, 18))})
    before = _costs(session)
    take(session, "people", file_of((OLA, ("650 000", "", "", "", "18.01.2027"))), NOW)
    after = _costs(session)
    assert after[0] == before[0]
    assert after[1] > before[1]


def _costs(session):
    session.expire_all()
    query = session.query(LabourLine).join(Shift, Shift.id == LabourLine.shift_id)
    return [line.cost_ore for line in query.order_by(Shift.starts_at)]


def test_the_cells_allow_no_more_than_pay_may_be():
    first = date(2027, 1, 1)
    assert values.annual_kroner("5 000 000") == MOST_ANNUAL_ORE
    assert values.annual_kroner("50000") == values.LEAST_ANNUAL_ORE
    most = annual_of_hourly(values.hourly_pay("2 400"), values.WEEK_MINUTES)
    supplement = values.supplement_kroner("5 000 000")
    assert YearlyPay(most, first, supplement_ore=supplement).faults() == []


def test_pay_in_force_is_the_last_that_has_begun():
    rows = [YearlyPay(2, date(2027, 5, 1)), YearlyPay(1, date(2026, 5, 1))]
    assert in_force(rows, date(2027, 4, 30)).annual_ore == 1
    assert in_force(rows, date(2027, 5, 1)).annual_ore == 2
    assert in_force(rows, date(2026, 4, 30)) is None
