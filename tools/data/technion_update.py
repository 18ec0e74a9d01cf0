"""Predictions week by week, with the level of staff that the four weeks before each week say."""

import datetime

import technion_fit as fit
import technion_run as run

LEVELS = (0.8, 0.9, 1.0, 1.1, 1.2, 1.3)  # on the staff of either model
BEFORE = datetime.timedelta(days=28)
WEEK = datetime.timedelta(days=7)


def simulated(program, half_hours, speeds, fitted, replications):
    """{level: prediction}"""
    found, base = {}, fitted.availability
    for level in LEVELS:
        fitted.availability = [f * level for f in base]
        found[level] = run.mean_of(
            run.simulate(program, half_hours, speeds, fitted, range(replications)))
    fitted.availability = base
    return found


def erlang_a(half_hours, parameters, factor):
    """{level: prediction}"""
    return {level: fit.erlang_a_by_half_hour(half_hours, parameters, lambda slot: factor * level)
            for level in LEVELS}


def between(low, high, share):
    """(1 - share) low + share high, for each half hour."""
    nothing = (0.0, 0.0)
    return {key: tuple((1 - share) * a + share * b for a, b in
                       zip(low.get(key, nothing), high.get(key, nothing)))
            for key in low.keys() | high.keys()}


def at_level(by_level, half_hours):
    """The prediction between two levels at which the calls abandoned add up to those seen."""
    target = sum(h.abandoned for h in half_hours)
    lost = {level: sum(h.calls * found.get(h.key(), (0.0, 0.0))[0] for h in half_hours)
            for level, found in by_level.items()}
    for low, high in zip(LEVELS, LEVELS[1:]):
        if lost[high] <= target or high == LEVELS[-1]:
            share = (lost[low] - target) / (lost[low] - lost[high])
            return between(by_level[low], by_level[high], min(1.0, max(0.0, share)))
    raise AssertionError


def week_by_week(by_level, half_hours, begin):
    """Predictions of the half hours from begin on; each week from those of the weeks before it."""
    found = {}
    last = max(h.date for h in half_hours)
    while begin <= last:
        before = [h for h in half_hours if begin - BEFORE <= h.date < begin]
        level = at_level(by_level, before)
        for h in half_hours:
            if begin <= h.date < begin + WEEK:
                found[h.key()] = level.get(h.key(), (0.0, 0.0))
        begin += WEEK
    return found
