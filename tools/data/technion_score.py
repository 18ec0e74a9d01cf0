"""How far predictions are from what happened, per half hour and per day."""

import collections
import math

QUANTITIES = ("abandonment", "wait")  # shares in percent; seconds


def actual_and_predicted(half_hours, prediction, key):
    """{key: (calls, actual, predicted)}, a pair (abandonment %, wait s) each, weighted by calls."""
    sums = collections.defaultdict(lambda: [0, 0.0, 0.0, 0.0, 0.0])
    for h in half_hours:
        entry = sums[key(h)]
        share, wait = prediction.get(h.key(), (0.0, 0.0))
        for k, value in enumerate((h.calls, 100 * h.abandoned, h.wait, 100 * share * h.calls,
                                   wait * h.calls)):
            entry[k] += value
    return {k: (e[0], (e[1] / e[0], e[2] / e[0]), (e[3] / e[0], e[4] / e[0]))
            for k, e in sums.items()}


def correlation(pairs, weights):
    total = sum(weights)
    mean = [sum(w * p[k] for p, w in zip(pairs, weights)) / total for k in (0, 1)]
    both = [sum(w * (p[a] - mean[a]) * (p[b] - mean[b]) for p, w in zip(pairs, weights))
            for a, b in ((0, 1), (0, 0), (1, 1))]
    return both[0] / math.sqrt(both[1] * both[2])


def score(half_hours, prediction):
    """{(per, quantity): {error, bias, correlation}}; error is absolute, all weighted by calls."""
    found = {}
    for per, key in (("half hour", lambda h: h.key()), ("day", lambda h: h.date)):
        rows = list(actual_and_predicted(half_hours, prediction, key).values())
        weights = [calls for calls, _, _ in rows]
        for k, quantity in enumerate(QUANTITIES):
            pairs = [(actual[k], predicted[k]) for _, actual, predicted in rows]
            found[per, quantity] = {
                "error": sum(w * abs(b - a) for (a, b), w in zip(pairs, weights)) / sum(weights),
                "bias": sum(w * (b - a) for (a, b), w in zip(pairs, weights)) / sum(weights),
                "correlation": correlation(pairs, weights),
            }
    return found


def at_actual_level(half_hours, prediction):
    """The prediction times one factor per quantity, at which its total is the actual one."""
    rows = actual_and_predicted(half_hours, prediction, lambda h: h.key()).values()
    factors = [sum(calls * actual[k] for calls, actual, _ in rows)
               / sum(calls * predicted[k] for calls, _, predicted in rows) for k in (0, 1)]
    return {key: tuple(f * value for f, value in zip(factors, values))
            for key, values in prediction.items()}


def by_day(replications):
    """[{date: (abandonment %, wait s)}], one per replication."""
    found = []
    for replication in replications:
        sums = collections.defaultdict(lambda: [0, 0, 0.0])
        for (date, _), entry in replication.items():
            for k in range(3):
                sums[date][k] += entry[k]
        found.append({d: (100 * lost / n, wait / n) for d, (n, lost, wait) in sums.items()})
    return found


def ranges(days, share=0.9):
    """{date: ((low, high) of abandonment, (low, high) of wait)} over replications."""
    found = {}
    for date in days[0]:
        both = []
        for k in (0, 1):
            values = sorted(day[date][k] for day in days if date in day)
            cut = (1 - share) / 2 * (len(values) - 1)
            both.append((values[math.floor(cut)], values[math.ceil(len(values) - 1 - cut)]))
        found[date] = tuple(both)
    return found


def coverage(half_hours, bounds):
    """Share of days whose actual (abandonment, wait) lies in the range."""
    rows = actual_and_predicted(half_hours, {}, lambda h: h.date)
    return tuple(
        sum(bounds[d][k][0] <= actual[k] <= bounds[d][k][1] for d, (_, actual, _) in rows.items())
        / len(rows) for k in (0, 1))
