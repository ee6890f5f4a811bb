"""The people of a problem where each is made when first asked for, and copies with a few others.

A copy shares everyone it does not change, so that the same person is the same object in both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from vikarsentral.rules.facts import Person


class People(Mapping[str, Person]):
    """People by id, in order; who is not in `own` is made when first asked for, and kept."""

    def __init__(
        self,
        source: Source,
        places: Mapping[str, int] | None = None,
        own: Mapping[str, Person] | None = None,
    ) -> None:
        """Name who is there.

        Args:
            source: makes people.
            places: everyone by id in order; those of the source where it is left out.
            own: those who are not as the source makes them.
        """
        self.source = source
        self.places = source.places if places is None else places
        self.own: Mapping[str, Person] = {} if own is None else own

    def __getitem__(self, key: str) -> Person:
        """Return somebody."""
        found = self.own.get(key)
        if found is not None:
            return found
        if key not in self.places:
            raise KeyError(key)
        return self.source.person(key)

    def __contains__(self, key: object) -> bool:
        """Tell whether somebody is there, without making them."""
        return key in self.places

    def __iter__(self) -> Iterator[str]:
        """Yield every id in order."""
        return iter(self.places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.places)


class Source:
    """Make people, each once."""

    def __init__(self, places: Mapping[str, int], make: Callable[[int], Person]) -> None:
        """Keep how they are made.

        Args:
            places: place by id, in order.
            make: makes the person of a place.
        """
        self.places = places
        self._make = make
        self._made: dict[str, Person] = {}

    def person(self, key: str) -> Person:
        """Return somebody; the same object each time, whoever asks.

        Args:
            key: the person's id.

        Raises:
            KeyError: there is no such person.
        """
        found = self._made.get(key)
        if found is None:
            found = self._made.setdefault(key, self._make(self.places[key]))
        return found

    @property
    def made(self) -> int:
        """Return how many have been made so far."""
        return len(self._made)


def with_changed(
    people: Mapping[str, Person], some: Mapping[str, Person], gone: Collection[str] = ()
) -> Mapping[str, Person]:
    """Return people with some put in place of themselves or beside the others, at the end.

    Args:
        people: everyone; stays as it is.
        some: by id.
        gone: ids of those who are left out, unless they are among `some`.
    """
    gone = {who for who in gone if who in people} - some.keys()
    if not isinstance(people, People):
        return {**{who: one for who, one in people.items() if who not in gone}, **some}
    places = people.places
    if gone or not some.keys() <= places.keys():
        left = (who for who in places if who not in gone)
        places = dict.fromkeys([*left, *some], 0)
    own = {who: one for who, one in people.own.items() if who not in gone}
    return People(people.source, places, {**own, **some})


def in_order(people: Mapping[str, Person], order: Callable[[str], int]) -> Mapping[str, Person]:
    """Return the same people in another order.

    Args:
        people: everyone; stays as it is.
        order: sorts ids.
    """
    ids = sorted(people, key=order)
    if isinstance(people, People):
        return People(people.source, dict.fromkeys(ids, 0), people.own)
    return {who: people[who] for who in ids}


def changed(old: Mapping[str, Person], new: Mapping[str, Person]) -> dict[str, Person]:
    """Return those of `new` who are not the same object in `old`, in their order.

    Args:
        old: everyone before.
        new: everyone now.
    """
    if old is new:
        return {}
    if isinstance(old, People) and isinstance(new, People) and old.source is new.source:
        some = {*old.own, *new.own, *(new.places.keys() - old.places.keys())}
        return {who: new[who] for who in new if who in some and old.get(who) is not new[who]}
    return {who: one for who, one in new.items() if old.get(who) is not one}
