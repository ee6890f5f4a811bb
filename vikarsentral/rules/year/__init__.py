"""A whole year of work for many people, judged by every rule of law, also beyond the file.

`check_year` is the one door. What goes in is a `YearRoster` of plain facts: work in every post
a person has, agreements, what they hold and what they have said yes to. What comes out has the
same shape as a breach of a plan.

Source: aml chapter 10, § 14-3, § 14-12; contract 2 for the rules that a problem file knows too.
"""

from vikarsentral.rules.year.check import Finding, YearVerdict, check_year, finding_receipt
from vikarsentral.rules.year.facts import (
    AgencyOrder,
    Averaging,
    Duty,
    Held,
    Medication,
    Post,
    Template,
    Worker,
    YearRoster,
)

__all__ = [
    "AgencyOrder",
    "Averaging",
    "Duty",
    "Finding",
    "Held",
    "Medication",
    "Post",
    "Template",
    "Worker",
    "YearRoster",
    "YearVerdict",
    "check_year",
    "finding_receipt",
]
