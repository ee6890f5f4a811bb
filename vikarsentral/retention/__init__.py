"""How long each kind of data is kept, the nightly task that sees to it, and erasing a person.

What the municipality must keep is locked, not deleted: it stays for statistics, pay and the
archive, and is shown as ripe so that an archivist can decide.

Source: GDPR art. 5 (1) e, 17; arkivlova §§ 5, 13; law.md 6.2, 6.3.
"""

from vikarsentral.retention.classes import CLASSES, Act, Kept, class_of
from vikarsentral.retention.erase import Erased, erase, erase_again, erased_numbers, kept_until
from vikarsentral.retention.nightly import nightly, ripe

__all__ = [
    "CLASSES",
    "Act",
    "Erased",
    "Kept",
    "class_of",
    "erase",
    "erase_again",
    "erased_numbers",
    "kept_until",
    "nightly",
    "ripe",
]
