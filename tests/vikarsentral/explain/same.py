"""Whether two packings of people's work hold the same numbers, array by array."""

import numpy as np

from vikarsentral.explain.screen import Screen


def parts(thing, name=""):
    """Yield every array and number in something packed, by name."""
    if isinstance(thing, np.ndarray):
        yield name, (thing.dtype.str, thing.shape, thing.tolist())
    elif isinstance(thing, dict):
        for key in sorted(thing):
            yield from parts(thing[key], f"{name}.{key}")
    elif isinstance(thing, tuple) and hasattr(thing, "_fields"):
        for key in thing._fields:
            yield from parts(getattr(thing, key), f"{name}.{key}")
    elif hasattr(thing, "__dataclass_fields__"):
        for key in thing.__dataclass_fields__:
            yield from parts(getattr(thing, key), f"{name}.{key}")
    else:
        yield name, thing


def told(screen):
    """Return all that a screen answers from."""
    names = ("ids", "places", "names", "packed", "away", "wishes", "nights", "weekends")
    found = {name: dict(parts(getattr(screen, name), name)) for name in names}
    found["fitness"] = dict(parts(vars(screen.fitness), "fitness"))
    return found


def assert_packed_anew(screen):
    """Hold a screen to one of the same facts packed from nothing."""
    kept, anew = told(screen), told(Screen(screen.problem, {}))
    for name in anew:
        assert kept[name] == anew[name], name
