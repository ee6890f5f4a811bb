"""Pages for files in: choose a file, see what it would change, say yes, and see it stored."""

from web.importing import pages, templates
from web.importing.room import bp

__all__ = ["bp", "pages", "templates"]
