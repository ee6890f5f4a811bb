"""Column kinds shared by the rows: named choices, ids, languages.

Nothing here knows what a row is for.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from sqlalchemy import BigInteger, CheckConstraint, Enum, Identity
from sqlalchemy.orm import mapped_column

Id = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]


class Language(StrEnum):
    """Name the languages that pages and messages come in."""

    NB = "nb"
    NN = "nn"
    EN = "en"


def choice(kind: type[StrEnum], name: str) -> Enum:
    """Make a text column type that holds one of the named values.

    Args:
        kind: the values, stored as they are written in the enumeration.
        name: name of the check constraint, without the table's name.

    Returns:
        A column type, the same on every server version.
    """
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def ends_after_start(name: str = "ends_after_start") -> CheckConstraint:
    """Forbid a stretch of time that ends before or when it starts.

    Args:
        name: name of the check constraint, without the table's name.

    Returns:
        The constraint for columns `starts_at` and `ends_at`.
    """
    return CheckConstraint("ends_at > starts_at", name=name)


def valid_in_order() -> CheckConstraint:
    """Forbid a validity that ends before it starts; both days are included.

    Returns:
        The constraint for columns `valid_from` and `valid_to`.
    """
    return CheckConstraint("valid_to >= valid_from", name="valid_in_order")
