"""Exactness: whether one figure says more exactly what another one of the same thing says."""

from onrecord.reconcile.intervals import digits_of
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import interval_of
from onrecord.reconcile.times import days_between, is_count

# A floor still speaks of the same count for so many days; a more exact figure is not more than so many times as high.
_FLOOR_DAYS = 14
_MORE_EXACT = 3
_JUST_OVER = 1.5
_NEAR_DAYS = 2
_RIVAL_DAYS = 7


def is_more_exact(wide: Quantity, narrow: Quantity) -> bool:
    """Whether the narrower figure says more about the same count: a number above a floor, a part of a range.

    A number below a ceiling ("up to 900", "40") is another number rather than a more exact one, and so is an end of a range.
    """
    floor = interval_of(wide).low
    low = interval_of(narrow).low
    most = _JUST_OVER if wide.figure.approximate else _MORE_EXACT
    if interval_of(narrow).is_point and len(interval_of(wide).stated) > 1 and low in interval_of(wide).stated:
        return False
    return floor is not None and low is not None and (wide.figure.high is not None or low <= floor * most)


def both_floors(wide: Quantity, narrow: Quantity) -> bool:
    """Whether both are lower bounds ("at least 90") within two weeks, which a later day does not take back.

    One that is given later and lower only rounds ("more than 100" after "at least 109").
    """
    between = days_between(wide.last, narrow.last)
    if between is not None and between < 0:
        between = -between if digits_of(wide.figure.low or 0) < digits_of(narrow.figure.low or 0) else None
    floors = all(q.figure.low is not None and q.figure.high is None for q in (wide, narrow))
    return floors and between is not None and between <= _FLOOR_DAYS


def in_same_days(wide: Quantity, narrow: Quantity) -> bool:
    """Whether an exact number and the bound that holds it are given by articles of one day, for days next to each other.

    Ranges that are measured of a rate or area hold for a week.
    """
    between = days_between(wide.last, narrow.last)
    ranges = not is_count(wide) and None not in (wide.figure.low, wide.figure.high, narrow.figure.low, narrow.figure.high)
    near = _RIVAL_DAYS if ranges else _NEAR_DAYS
    return wide.day == narrow.day and between is not None and abs(between) <= near
