"""An independent, slow reading of the contract: hard rules, pins and objective on raw JSON.

Written from the contract's words alone, without the product's rules or solver, so that two
readings can be compared. Nothing here imports the product, and nothing here is made fast:
a definition is written down the way the contract says it.
"""

from tests.reference.verdict import check

__all__ = ["check"]
