"""Made-up names from small lists; a whole name is never used twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words(
    "Aksel Alma Amina Anders Anja Are Astrid Aurora Bjarne Brita Dag Eirik Eline Elias Embla Emil "
    "Fatima Filip Frida Gro Guro Hanna Hassan Hedda Helge Hilde Håkon Ida Ingrid Iselin Ivar "
    "Jenny "
    "Johan Jonas Karin Kari Kjell Lars Leah Leif Linnea Liv Magnus Maja Malin Marit Mats Mina "
    "Nadia Nils Nora Oda Ola Omar Oskar Per Ragnhild Randi Sana Selma Signe Silje Siv Sofie "
    "Solveig Stian Synne Tiril Tobias Tor Torunn Trude Tuva Ulrik Vegard Vilde Yusuf Åse Øyvind"
)
FAMILY = _words(
    "Aasland Bakkehaug Berglia Brekkevik Dalheim Eikeskog Elvestrand Fagerli Fjellbu Fossmo "
    "Granheim Grønnås Haugdal Heggelund Holtemyr Hovdenes Kleivbakk Kvamslid Langmo Lauvås "
    "Liengen Lundestrøm Lyngmo Myrestad Nesvoll Nordlie Odinbakken Ormåsen Rognlid Rosenvik "
    "Rustadmo Sandgrind Selvåg Skogheim Solbrekk Steinsvoll Strandås Sundlia Svartdal Teigmo "
    "Tjønnbakk Tveitan Ulvmo Vangberg Vasslia Vikanes Voldås Øverbakk Åkerli Åsmoen"
)

PLACES = _words(
    "Solvang Nordlia Elvebakken Fjordgløtt Lyngheim Granstua Bekkelund Skogly Havblikk Lillevik "
    "Åsheim Brattbakken Furumo Myrvoll Rognebu Sjøtun Tårnåsen Vestbygda Østmo Kråkstein "
    "Bjørkelia Fagerheim Heia Kastanjen Lindås Måltrosten Neslia Plommehagen Rabben Steinrøysa"
)


def people(rng: random.Random) -> Iterator[str]:
    """Yield whole names, each once, in a random order.

    Args:
        rng: decides the order.

    Yields:
        4 000 names or so.
    """
    pairs = list(product(GIVEN, FAMILY))
    rng.shuffle(pairs)
    for given, family in pairs:
        yield f"{given} {family}"
