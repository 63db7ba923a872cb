"""Fixed point: values as whole billionths, rounded outward, so that every machine computes the same interval.

Belongs here: the scale and its directed roundings. Does not belong here: what a value means.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

ONE = 10**9
"""One point."""
LARGEST = 2**62
"""No sum of terms may reach this, or 64 bits would overflow."""
FINEST = 6
"""Digits behind the decimal sign beyond which nothing is told apart: half a unit of them is still 500 billionths."""


def floor_of(value: Decimal) -> int:
    """The largest whole number of billionths that is not above `value`."""
    return int((value * ONE).to_integral_value(ROUND_FLOOR))


def ceiling_of(value: Decimal) -> int:
    """The smallest whole number of billionths that is not below `value`."""
    return int((value * ONE).to_integral_value(ROUND_CEILING))


def half_unit(decimals: int) -> int:
    """Half a unit of the last of `decimals` digits."""
    return ONE // (2 * int(10 ** min(decimals, FINEST)))


def text_of(value: int) -> str:
    """A value as a person reads it: no zeros behind the last digit that counts."""
    return f"{Decimal(value).scaleb(-9).normalize():f}"
