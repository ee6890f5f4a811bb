"""Cover put together of several people, where no whole person can: judged, asked, booked whole.

`parts` judges and prices one person's part, `find` puts parts together, `live` does so over the
roster as it is, `ask` asks those who are needed, `views` shows. A yes binds nobody before all have
said yes; then everything is booked in one transaction (`offer.together`).
"""

from vikarsentral.compound.ask import Tried, put_together
from vikarsentral.compound.back import undo
from vikarsentral.compound.find import Combination, combinations
from vikarsentral.compound.views import CompoundView, PartView, view
from vikarsentral.tables import CompoundState, Way

__all__ = [
    "Combination",
    "CompoundState",
    "CompoundView",
    "PartView",
    "Tried",
    "Way",
    "combinations",
    "put_together",
    "undo",
    "view",
]
