"""Who is asked, until when, and who gets it: one offer is one wave of asking.

In an `exclusive` offer a yes is *noted*, and the highest-ranked yes wins when the window ends or
all above it have answered. In an `open` one, for a stated case, the first yes wins. A no needs no
reason and is counted nowhere.

`wave` sends and withdraws, `answer` takes yes and no, `reply` does so from a text message, `links`
finds a question without sign-in, `settle` decides, `lawful` reads the rules as the roster is at
that moment, `views` shows.

Source: contract 5 (offers).
"""

from vikarsentral.offer.answer import Answered, accept, decline, opened
from vikarsentral.offer.links import address, link_path, whose
from vikarsentral.offer.question import Question, question, questions_to
from vikarsentral.offer.reply import Reply, Said, by_tap, by_text_message
from vikarsentral.offer.settle import close_for_need, due, settle_due, settle_one
from vikarsentral.offer.views import AnswerView, OfferView, asked_lately, offers_of, view
from vikarsentral.offer.wave import OfferOrder, send, withdraw
from vikarsentral.tables import AnswerState, OfferMode, OfferState

__all__ = [
    "AnswerState",
    "AnswerView",
    "Answered",
    "OfferMode",
    "OfferOrder",
    "OfferState",
    "OfferView",
    "Question",
    "Reply",
    "Said",
    "accept",
    "address",
    "asked_lately",
    "by_tap",
    "by_text_message",
    "close_for_need",
    "decline",
    "due",
    "link_path",
    "offers_of",
    "opened",
    "question",
    "questions_to",
    "send",
    "settle_due",
    "settle_one",
    "view",
    "whose",
    "withdraw",
]
