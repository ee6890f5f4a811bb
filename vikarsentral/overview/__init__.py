"""What pages show: read-only views over the stages, each in a fixed number of queries.

Nothing here decides or changes anything; the stages do.
"""

from vikarsentral.overview.places import municipality_name

__all__ = ["municipality_name"]
