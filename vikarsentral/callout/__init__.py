"""Looking for cover: who is asked next, how many, and when to stop.

`search` starts, goes on and stops; `people` puts those who may lawfully come in the agreed order;
`step` decides what comes next; `chances` says how many to ask and how long they have; `views`
shows. Each wave is one offer.
"""

from vikarsentral.callout.search import due, go_on, start, stop
from vikarsentral.callout.views import CalloutView, Wave, WavePerson, view
from vikarsentral.tables import CalloutStage, CalloutState

__all__ = [
    "CalloutStage",
    "CalloutState",
    "CalloutView",
    "Wave",
    "WavePerson",
    "due",
    "go_on",
    "start",
    "stop",
    "view",
]
