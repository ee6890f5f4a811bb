"""Vikarsentral: a municipality's own pool of permanent people covers absence.

The flow, one file or package per stage, in the order of the work:

    absence → need → plan → offer → shift → ical
                       └→ agency          └→ spend

`rules` judge every step; `solver` is told choices and limits and never knows the law.
"""
