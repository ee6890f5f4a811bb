"""Hours as worked: the leader's page, the person's own page, files out, and what is kept."""

from web.hours import files, pages, payroll, register
from web.hours.room import bp

__all__ = ["bp", "files", "pages", "payroll", "register"]
