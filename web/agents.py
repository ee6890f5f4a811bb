"""Name a browser and its machine in plain words, for the list of one's own devices."""

from __future__ import annotations

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def named(told: str) -> str | None:
    """Return the kind of browser and machine, nothing that tells one device from another.

    Args:
        told: the browser's own words; anything at all.

    Returns:
        Such as `Chrome, Android`; None where nothing is known.
    """
    found = [
        next((name for mark, name in kinds if mark in told), None)
        for kinds in (BROWSERS, MACHINES)
    ]
    return ", ".join(name for name in found if name) or None
