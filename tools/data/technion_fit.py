"""What technion_1999.py estimates: survival curves, services, the Erlang-A baseline."""

import bisect
import collections
import dataclasses
import math
import statistics

import technion_log as log

GROUPS = ("private", "preferred", "stock", "prospect", "returned", "surge")
SURGE = 1.8  # times the usual calls of the half hour; above, the surplus is a class of its own
HEAD_START_S = 90  # of preferred customers in the queue: see head_start()
TAIL_FROM_S = 300  # patience beyond the last observation: exponential, hazard from here on
LAW_VALUES = 100  # of an empirical law
PACE_NEXT = 0.5  # weight of the half hours beside it in the pace of one
PACE_PRIOR = 15  # calls at the pace of the day that every half hour is taken to have had
LEAST_PACE = 0.3


def group(call):
    """The class of a call. What tells preferred customers apart is known only of calls that
    waited; of those answered at once it is the same share."""
    if call.kind in ("NE", "NW", "TT"):
        return {"NE": "stock", "NW": "prospect", "TT": "returned"}[call.kind]
    return "preferred" if call.priority == 2 else "private"


def usual_calls(half_hours):
    """Median calls per half hour of the day."""
    found = collections.defaultdict(list)
    for h in half_hours:
        found[h.slot].append(h.calls)
    return {slot: statistics.median(calls) for slot, calls in found.items()}


def split_surge(count, usual):
    """(ordinary calls, surge): most often a fault of the lines, with short calls."""
    return (count, 0.0) if count <= SURGE * usual else (usual, count - usual)


def survival(observations):
    """Kaplan-Meier: [(t, share that survives beyond t)] at every t with an event.

    observations: (t, whether the event was seen at t); otherwise it was censored there, which
    counts as after the events of the same t.
    """
    events, leaving = collections.Counter(), collections.Counter()
    for t, seen in observations:
        leaving[t] += 1
        events[t] += seen
    at_risk, share, curve = len(observations), 1.0, []
    for t in sorted(leaving):
        if events[t]:
            share *= 1.0 - events[t] / at_risk
            curve.append((t, share))
        at_risk -= leaving[t]
    return curve


def late_hazard(observations, begin):
    """Events per unit of exposure after begin."""
    exposure = sum(t - begin for t, _ in observations if t > begin)
    return sum(seen for t, seen in observations if t > begin) / exposure


def quantiles(curve, hazard, count):
    """Equally likely values of a law: a survival curve, and an exponential tail beyond it."""
    last, rest = curve[-1]
    falling = [-share for _, share in curve]
    values = []
    for k in range(count):
        share = 1.0 - (k + 0.5) / count
        if share < rest:
            values.append(last + math.log(rest / share) / hazard)
        else:
            values.append(curve[bisect.bisect_left(falling, -share)][0])
    return values


def mean_patience(calls):
    """s waited per call abandoned: the mean of an exponential patience."""
    return sum(c.wait for c in calls) / max(1, sum(c.abandoned for c in calls))


def patience_values(calls):
    """Equally likely patiences, s. Met an agent: censored at the wait."""
    seen = [(c.wait, c.abandoned) for c in calls]
    curve = [(t, share) for t, share in survival(seen) if share > 0]
    cut = [(t, share) for t, share in curve if t <= 2 * TAIL_FROM_S]
    return quantiles(cut, late_hazard(seen, TAIL_FROM_S), LAW_VALUES)


def service(calls):
    """Equally likely services, s; means of slices, so that the mean is kept."""
    found = sorted(max(1, c.service) for c in calls if not c.abandoned)
    edges = [round(k * len(found) / LAW_VALUES) for k in range(LAW_VALUES + 1)]
    return [statistics.fmean(found[a:b]) for a, b in zip(edges, edges[1:]) if b > a]


def head_start(calls, candidates):
    """Share of services begun beside others waiting that take the first in line, by the seconds
    that preferred customers (priority 2) are given on the others."""
    by_day = collections.defaultdict(list)
    for c in calls:
        if c.wait > 0:
            by_day[c.date].append((c.at, c.at + c.wait, c.priority == 2, c.abandoned))
    first, count = collections.Counter(), 0
    for waits in by_day.values():
        waits.sort()
        for k, (begin, end, preferred, abandoned) in enumerate(waits):
            others = [w for w in waits[max(0, k - 60):k + 60] if w[0] < end < w[1] - 1]
            if abandoned or not others:
                continue
            count += 1
            for lead in candidates:
                mine = begin - lead * preferred
                first[lead] += all(mine <= w[0] - lead * w[2] for w in others)
    return {lead: first[lead] / count for lead in candidates}


def mean_service(half_hours):
    """s, of all calls that met an agent."""
    return (sum(h.service for h in half_hours)
            / sum(h.calls - h.abandoned for h in half_hours))


@dataclasses.dataclass
class Paces:
    """How long services took, over what is usual."""

    day: dict  # {date: pace}
    half_hour: dict  # {(date, slot): pace}


def paces(half_hours, usual_service, usual=None):
    """Paces from the mean services that are given. A half hour has few calls: those beside it
    count in part, and it is drawn towards its day. One with a surge, by the usual calls, has the
    pace of its day, and does not count: its short calls are a class of their own."""
    taken, answered = collections.Counter(), collections.Counter()
    for h in half_hours:
        if usual and h.calls > SURGE * usual[h.slot]:
            continue
        for key in (h.date, h.key()):
            taken[key] += h.service
            answered[key] += h.calls - h.abandoned
    by_day = {h.date: taken[h.date] / max(1, answered[h.date]) for h in half_hours}
    by_half_hour = {}
    for h in half_hours:
        beside = [(h.date, h.slot - 1), (h.date, h.slot + 1)] if taken[h.key()] else []
        seconds = taken[h.key()] + PACE_NEXT * sum(taken[k] for k in beside)
        calls = answered[h.key()] + PACE_NEXT * sum(answered[k] for k in beside)
        mean = (seconds + PACE_PRIOR * by_day[h.date]) / (calls + PACE_PRIOR)
        by_half_hour[h.key()] = max(LEAST_PACE, mean / usual_service)
    return Paces({date: mean / usual_service for date, mean in by_day.items()}, by_half_hour)


def shares(calls):
    """Per half hour of the day, the share of each class among its calls."""
    waited = [c for c in calls if group(c) in ("private", "preferred") and c.wait > 0]
    preferred = statistics.fmean(group(c) == "preferred" for c in waited)
    counts = [collections.Counter() for _ in range(log.SLOTS)]
    for c in calls:
        name = group(c)
        if name in ("private", "preferred"):
            counts[c.slot()]["preferred"] += preferred
            counts[c.slot()]["private"] += 1 - preferred
        else:
            counts[c.slot()][name] += 1
    return [{g: c[g] / c.total() if c.total() else 0.0 for g in GROUPS} for c in counts]


# The baseline.


def erlang_a(rate, service_rate, servers, hang_up_rate):
    """(share abandoned, mean wait of all) of M/M/n+M in equilibrium, in the unit of the rates.

    servers may be a fraction: k customers leave service at the rate min(k, servers).
    """
    weight, total, waiting, k = 1.0, 1.0, 0.0, 0
    while True:
        k += 1
        gone = min(k, servers) * service_rate + max(0.0, k - servers) * hang_up_rate
        weight *= rate / gone
        total += weight
        waiting += max(0.0, k - servers) * weight
        if k > servers and gone > rate and weight < 1e-12 * total:
            break
        if total > 1e200:
            weight, total, waiting = weight / total, 1.0, waiting / total
    queue = waiting / total
    return hang_up_rate * queue / rate, queue / rate


def erlang_a_parameters(half_hours):
    """(service rate, hang-up rate) per second, the usual estimates: services completed and calls
    abandoned over the time spent."""
    answered = sum(h.calls - h.abandoned for h in half_hours)
    return (answered / sum(h.service for h in half_hours),
            sum(h.abandoned for h in half_hours) / sum(h.wait for h in half_hours))


def erlang_a_by_half_hour(half_hours, parameters, factor, pace=lambda h: 1.0):
    """{key: (share abandoned, mean wait s)}; factor times the inferred staff are there."""
    service_rate, hang_up_rate = parameters
    return {h.key(): erlang_a(max(1e-9, h.calls / log.SLOT_S), service_rate / pace(h),
                              max(0.1, factor * h.staff), hang_up_rate)
            for h in half_hours}


def fit_factor(half_hours, parameters, pace=lambda h: 1.0):
    """The one factor on staff at which the calls abandoned add up to those seen."""
    target = sum(h.abandoned for h in half_hours)
    low, high = 0.3, 2.0
    for _ in range(24):
        middle = (low + high) / 2
        found = erlang_a_by_half_hour(half_hours, parameters, middle, pace)
        lost = sum(h.calls * found[h.key()][0] for h in half_hours)
        low, high = (middle, high) if lost > target else (low, middle)
    return (low + high) / 2
