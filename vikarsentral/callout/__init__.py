"""Looking for cover: who is asked next, how many, and when to stop.

`search` starts, goes on and stops; `people` puts those who may lawfully come in the agreed order;
`step` decides what comes next; `chances` says how many to ask and how long they have; `views`
shows. Each wave is one offer. `widening` lowers what is required from a named time on, `changing`
changes a request, `dropout` takes note that somebody cannot come after all, `taking` lets
another leader answer for a search, `exchange` looks for two who could exchange when everyone has
been asked.
"""

from vikarsentral.callout.changing import change
from vikarsentral.callout.dropout import cannot_come
from vikarsentral.callout.exchange import look as look_for_exchange
from vikarsentral.callout.exchange import unlooked
from vikarsentral.callout.people import asked_before
from vikarsentral.callout.search import due, go_on, start, stop
from vikarsentral.callout.taking import take_over
from vikarsentral.callout.views import CalloutView, Wave, WavePerson, running, view
from vikarsentral.tables import CalloutStage, CalloutState, MessageState

__all__ = [
    "CalloutStage",
    "CalloutState",
    "CalloutView",
    "MessageState",
    "Wave",
    "WavePerson",
    "asked_before",
    "cannot_come",
    "change",
    "due",
    "go_on",
    "look_for_exchange",
    "running",
    "start",
    "stop",
    "take_over",
    "unlooked",
    "view",
]
