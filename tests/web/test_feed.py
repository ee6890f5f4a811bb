"""The calendar's address: what it answers, how it may be kept, and that it opens nothing else."""

import icalendar
import pytest

from tests.web import town
from vikarsentral import db, ical
