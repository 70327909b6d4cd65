"""Putting keys in order that are nearly so."""

from collections.abc import MutableSequence


def finish_order(keys: MutableSequence[int], carried: MutableSequence[int], size: int) -> None:
    """Sort the first ``size`` keys, each with what it carries, by insertion: none is far from its place."""
    for start in range(1, size):
        key, what = keys[start], carried[start]
        place = start
        while place > 0 and keys[place - 1] > key:
            keys[place], carried[place] = keys[place - 1], carried[place - 1]
            place -= 1
        keys[place], carried[place] = key, what
