"""Names of the columns of a packed problem's matrices.

They are plain module constants so that compiled code takes them in as numbers.
"""

from __future__ import annotations

NONE = -1
BIG = 1 << 60

# columns of `Problem.items`
TASK, START, END, PAID, WEEK, AREA, REST, DAY, FREE, WEEK_CAP = range(10)
OVER_WEEK, OVER_WINDOW, OVER_TOTAL, AVERAGE, RED_LO, RED_HI = range(10, 16)
WEEKEND, TIE, RUN, RUN_SIZE, RUN_SPAN, RUN_PAID = range(16, 22)
ITEM_COLUMNS = 22

# columns of `Problem.workers`
FULL, CONTRACT, CEILING, EXTRA_CAP, OVER_BASE, COUNTS_EXTRA = range(6)
SHARE_LO, SHARE_HI, SHARE_CAP, OVER_DEFAULT = range(6, 10)
WORKER_COLUMNS = 10

# columns of `Problem.rates`
UNDER, EXTRA, OVER, ASSIGNED, SQUARE, QUICK = range(6)
RATE_COLUMNS = 6

# entries of `Problem.scalars`
FIRST_WEEK, END_WEEK, WINDOW, SPAN, FREE_DEFAULT, QUICK_GAP, REDS = range(7)
