"""The door of the year: all findings about a roster, in the order of the rule table.

Source: contract 2, 4; aml chapter 10.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vikarsentral.rules.receipt import Receipt, sentence_key, with_what_it_rests_on
from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.rules.values import Value
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.wording import NO_NAMES, Names, in_all_languages
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.facts import YearRoster
from vikarsentral.rules.year.finding import Finding
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.table import JUDGES, YEAR_RULE_BY_ID
from vikarsentral.rules.year.words import year_sentence_key

__all__ = ["Finding", "YearVerdict", "check_year", "finding_receipt"]


@dataclass(frozen=True, slots=True)
class YearVerdict:
    """What was found.

    Attributes:
        findings: by rule in the order of the table, then by person and time.
    """

    findings: tuple[Finding, ...]

    @property
    def lawful(self) -> bool:
        """Tell whether nothing goes over its limit."""
        return not self.findings


def check_year(
    roster: YearRoster,
    *,
    rules: Collection[str] | None = None,
    values: Mapping[str, Value] | None = None,
) -> YearVerdict:
    """Judge a year of work.

    Args:
        roster: the facts.
        rules: ids of the rules to judge; all when None.
        values: dated values by id; the table's own when None.

    Returns:
        Everything that goes over its limit.

    Raises:
        BadInput: the roster names what it does not hold, or times that cannot be.
    """
    columns = Columns(roster, ALL_VALUES if values is None else values)
    measured = Measured(columns)
    found = [
        finding
        for rule, judge in JUDGES.items()
        if rules is None or rule in rules
        for finding in judge(columns, measured)
    ]
    return YearVerdict(tuple(found))


def finding_receipt(
    finding: Finding, data_at: str | None = None, names: Names = NO_NAMES
) -> Receipt:
    """Write the receipt of one finding.

    Args:
        finding: what was found.
        data_at: when the facts were true.
        names: what people call units, sectors, areas and competences.

    Returns:
        The receipt; its need is the first duty of the finding.

    Source: contract 4.
    """
    excess = finding.excess
    year = YEAR_RULE_BY_ID.get(excess.rule)
    key = sentence_key(excess) if year is None else year_sentence_key(excess)
    numbers = excess.all_numbers()
    return Receipt(
        need=excess.needs[0] if excess.needs else "",
        person=finding.person,
        verdict="not_allowed",
        rule=excess.rule,
        source=RULE_BY_ID[excess.rule].source if year is None else year.source,
        numbers=numbers,
        text=with_what_it_rests_on(in_all_languages(key, numbers, names), excess, names),
        data_at=data_at,
    )
