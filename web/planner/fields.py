"""A field for kroner or per cent: at most two decimals, kept as whole hundredths."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from wtforms import StringField, ValidationError

from web.words import say

LONGEST = 12


class AmountField(StringField):  # type: ignore[misc]  # WTForms has no types
    """Take `56`, `56,5` or `56.50`; keep 5600, 5650 and 5650."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the amount.

        Args:
            valuelist: what was sent; the first counts.

        Raises:
            ValidationError: it is no amount of 0 or more with at most two decimals.
        """
        text = valuelist[0].strip().replace(",", ".") if valuelist else ""
        text = "".join(text.split())
        self.data = None
        if not text:
            return
        try:
            hundredths = Decimal(text) * 100 if len(text) <= LONGEST else Decimal("NaN")
        except InvalidOperation:
            hundredths = Decimal("NaN")
        if not hundredths.is_finite() or hundredths < 0 or hundredths != int(hundredths):
            raise ValidationError(say("Skriv et tall med høyst to desimaler."))
        self.data = int(hundredths)
