"""What all volatile labour costs: figures, the shifts behind them, and each shift's sum.

Cost is visible and never invoiced between units. Nothing here is about one person.
"""

from vikarsentral.spend.figures import GROUPS, Behind, Figure, behind, figures
from vikarsentral.spend.receipt import Receipt, Row, receipt
from vikarsentral.spend.threshold import Both, thresholds

__all__ = [
    "GROUPS",
    "Behind",
    "Both",
    "Figure",
    "Receipt",
    "Row",
    "behind",
    "figures",
    "receipt",
    "thresholds",
]
