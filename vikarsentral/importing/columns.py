"""What a file of each kind may hold: headings, how each cell is read, and an example."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vikarsentral.importing import values
from vikarsentral.importing.faults import NotReadable, RowFault, shown
from vikarsentral.importing.times import clock, day


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of file.

    Attributes:
        key: our name for it.
        heading: as people write it.
        read: turns a cell's text into a value.
        example: what stands in the template.
        filled: every row must have something here, so the column must be there too.
        aliases: other headings that mean the same, in small letters.
    """

    key: str
    heading: str
    read: values.Reader
    example: str
    filled: bool = False
    aliases: tuple[str, ...] = ()


_PERSON = Column(
    "employee_no",
    "Ansattnummer",
    values.employee_no,
    "00123",
    filled=True,
    aliases=("ansattnr", "ansattnr.", "ansatt nr", "ressursnummer", "ressursnr"),
)
_DATE = Column("on", "Dato", day, "11.01.2027", filled=True)
_FROM = Column(
    "starts", "Fra", clock, "07:30", filled=True, aliases=("fra kl", "fra kl.", "start", "kl fra")
)
_TO = Column(
    "ends", "Til", clock, "15:00", filled=True, aliases=("til kl", "til kl.", "slutt", "kl til")
)
_BREAK = Column(
    "unpaid_break", "Ubetalt pause", values.minutes, "0", aliases=("pause", "pause (minutter)")
)
_REQUIRES = Column(
    "requires", "Krav", values.codes, "sykepleier", aliases=("kompetansekrav", "krever")
)


def _unit(*, filled: bool) -> Column:
    aliases = ("enhetskode", "avdeling", "arbeidssted", "tjenestested")
    return Column("unit", "Enhet", values.code, "solvang", filled, aliases)


COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "people": (
        _PERSON,
        Column("name", "Navn", values.name, "Kari Fjellbu", filled=True),
        Column(
            "phone",
            "Mobil",
            values.phone,
            "400 00 000",
            aliases=("mobiltelefon", "telefon", "tlf", "mobilnummer"),
        ),
        Column(
            "email",
            "E-post",
            values.email,
            "kari@kommunen.example",
            aliases=("epost", "e-postadresse", "epostadresse"),
        ),
        Column("language", "Språk", values.choice(values.LANGUAGES), "bokmål"),
        Column(
            "role", "Stilling", values.code, "sykepleier", filled=True, aliases=("stillingskode",)
        ),
        Column(
            "kind",
            "Ansettelse",
            values.choice(values.KINDS),
            "deltid",
            filled=True,
            aliases=("stillingstype",),
        ),
        _unit(filled=False),
        Column(
            "size",
            "Stillingsprosent",
            values.percent,
            "63,39",
            filled=True,
            aliases=("prosent", "stillings%", "stilling %"),
        ),
        Column(
            "full_week",
            "Timer i full uke",
            values.week_hours,
            "35,5",
            filled=True,
            aliases=("timer per uke", "full uke"),
        ),
        Column(
            "valid_from", "Fra dato", day, "01.01.2027", filled=True, aliases=("fra", "ansatt fra")
        ),
        Column("valid_to", "Til dato", day, "", aliases=("til", "ansatt til", "sluttdato")),
        Column("cost", "Timekostnad", values.hourly_kroner, "412,50"),
        Column(
            "annual",
            "Årslønn",
            values.annual_kroner,
            "512 300",
            aliases=("årslønn i full stilling", "årslønn 100 %", "grunnlønn"),
        ),
        Column("hourly", "Timelønn", values.hourly_pay, "", aliases=("timesats",)),
        Column(
            "supplement",
            "Tillegg per år",
            values.supplement_kroner,
            "0",
            aliases=("personlig tillegg", "tillegg i året", "fast tillegg"),
        ),
        Column(
            "seniority",
            "Ansiennitet",
            values.whole(0, 60),
            "8",
            aliases=("ansiennitet (år)", "lønnsansiennitet"),
        ),
        Column(
            "pay_from",
            "Lønn fra",
            day,
            "01.01.2027",
            aliases=("lønn fra dato", "lønn gjelder fra"),
        ),
        Column(
            "competences",
            "Kompetanser",
            values.competences,
            "sykepleier, legemiddel (til 20.01.2028)",
            aliases=("kompetanse",),
        ),
        Column("sectors", "Sektorer", values.codes, "health", aliases=("sektor",)),
        Column("known", "Kjente enheter", values.codes, "solvang"),
        Column("allowed", "Bare ved enheter", values.codes, ""),
        Column("area", "Hjemmeområde", values.code, "nord", aliases=("område", "bosted")),
    ),
    "rota": (_PERSON, _unit(filled=False), _DATE, _FROM, _TO, _BREAK, _REQUIRES),
    "needs": (
        Column("reference", "Referanse", values.text(60), "B-2027-001", aliases=("ref", "id")),
        _unit(filled=True),
        _DATE,
        _FROM,
        _TO,
        _BREAK,
        _REQUIRES,
        Column("priority", "Prioritet", values.whole(1, 3), "2"),
        Column("places", "Antall", values.whole(1, 20), "1", aliases=("antall personer",)),
    ),
    "agency": (
        Column(
            "reference", "Bilag", values.text(60), "F-10045-1", aliases=("fakturalinje", "ref")
        ),
        _DATE,
        _unit(filled=True),
        Column("minutes", "Timer", values.hours, "7,5", filled=True, aliases=("antall timer",)),
        Column(
            "cost",
            "Kroner uten mva.",
            values.kroner,
            "5 812,50",
            filled=True,
            aliases=("kroner", "beløp", "kroner uten mva", "sum"),
        ),
        Column(
            "agency",
            "Kilde",
            values.text(100),
            "Bemanningsforetaket AS",
            filled=True,
            aliases=("bemanningsforetak", "byrå", "leverandør"),
        ),
        Column("competence", "Kompetanse", values.code, "sykepleier"),
    ),
}
"""Columns by kind of file, in the order of the template."""

KINDS: Final = tuple(COLUMNS)


def normal(heading: str) -> str:
    """Return a heading as it is compared: small letters, single spaces, no star."""
    plain = unicodedata.normalize("NFC", heading.replace("*", " "))
    return re.sub(r"\s+", " ", plain).strip().casefold()


def recognised(kind: str, headings: Sequence[str]) -> int:
    """Tell how many headings of a kind of file are among some texts.

    Args:
        kind: of file.
        headings: what may be headings.
    """
    known = _by_heading(kind)
    return sum(normal(heading) in known for heading in headings)


def placed(kind: str, headings: Sequence[str]) -> list[Column]:
    """Find the column of each heading.

    Args:
        kind: of file.
        headings: the first row of the file, in its own order.

    Returns:
        The columns, in the file's order.

    Raises:
        NotReadable: a heading is unknown, twice there, or missing; all at once.
    """
    known = _by_heading(kind)
    faults, found = [], []
    for heading in headings:
        column = known.get(normal(heading))
        if column is None:
            faults.append(_unknown(kind, heading))
        elif column in found:
            faults.append(RowFault("heading_twice", 1, column.heading, shown(heading)))
        else:
            found.append(column)
    missing = [column for column in COLUMNS[kind] if column.filled and column not in found]
    faults += [RowFault("heading_missing", 1, column.heading) for column in missing]
    if faults:
        raise NotReadable(*faults)
    return found


def _by_heading(kind: str) -> dict[str, Column]:
    named: dict[str, Column] = {}
    for column in COLUMNS[kind]:
        for name in (normal(column.heading), column.key, *column.aliases):
            named.setdefault(name, column)
    return named


def _unknown(kind: str, heading: str) -> RowFault:
    allowed = [column.heading for column in COLUMNS[kind]]
    near = difflib.get_close_matches(normal(heading), list(_by_heading(kind)), n=1, cutoff=0.7)
    facts = {"allowed": ", ".join(allowed)}
    if near:
        facts["near"] = _by_heading(kind)[near[0]].heading
        return RowFault("heading_near", 1, shown(heading), "", facts)
    return RowFault("heading_unknown", 1, shown(heading), "", facts)
