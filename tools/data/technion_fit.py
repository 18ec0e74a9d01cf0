"""What technion_1999.py estimates: survival curves, services, the Erlang-A baseline."""

import bisect
import collections
import math
import statistics

import technion_log as log

GROUPS = ("private", "preferred", "stock", "prospect", "returned", "surge")
SURGE = 1.8  # times the usual calls of the half hour; above, the surplus is a class of its own
HEAD_START_S = 90  # of preferred customers in the queue: see head_start()
TAIL_FROM_S = 300  # patience beyond the last observation: exponential, hazard from here on
LAW_VALUES = 100  # of an empirical law
SPEED_PRIOR = 100  # calls at speed 1 that every agent is taken to have had before
SPEED_HALF_LIFE = 30  # days after which a call says half as much about its agent's speed


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


def agent_speeds(calls):
    """{agent: speed}: seconds expected from the types of the agent's calls over those they took.

    Seconds are measured against those of all agents in the same month, recent calls count more,
    and the speed is drawn towards 1. An agent who is not in it has speed 1.
    """
    answered = [c for c in calls if not c.abandoned]
    last = max(c.date for c in answered)
    mean = statistics.fmean(c.service for c in answered)
    by_kind = {kind: statistics.fmean(c.service for c in answered if c.kind == kind)
               for kind in {c.kind for c in answered}}
    usual, seen = collections.Counter(), collections.Counter()
    for c in answered:
        usual[c.date.month] += by_kind[c.kind]
        seen[c.date.month] += c.service
    expected, taken = collections.Counter(), collections.Counter()
    for c in answered:
        weight = 0.5 ** ((last - c.date).days / SPEED_HALF_LIFE)
        expected[c.agent] += weight * by_kind[c.kind]
        taken[c.agent] += weight * c.service * usual[c.date.month] / seen[c.date.month]
    prior = SPEED_PRIOR * mean
    return {agent: (expected[agent] + prior) / (taken[agent] + prior) for agent in expected}


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


def erlang_a_by_half_hour(half_hours, parameters, factor):
    """{key: (share abandoned, mean wait s)}; factor(slot) times the inferred staff are there."""
    service_rate, hang_up_rate = parameters
    return {h.key(): erlang_a(h.calls / log.SLOT_S, service_rate,
                              max(0.1, factor(h.slot) * h.staff), hang_up_rate)
            for h in half_hours}


def fading(half_hours, half_life):
    """{date: weight}, halved with every half_life of days before the last one."""
    last = max(h.date for h in half_hours)
    return {h.date: 0.5 ** ((last - h.date).days / half_life) for h in half_hours}


def fit_factor(half_hours, parameters, half_life=math.inf):
    """The one factor on staff at which the calls abandoned add up to those seen."""
    weight = fading(half_hours, half_life)
    target = sum(weight[h.date] * h.abandoned for h in half_hours)
    low, high = 0.3, 2.0
    for _ in range(24):
        middle = (low + high) / 2
        found = erlang_a_by_half_hour(half_hours, parameters, lambda slot: middle)
        lost = sum(weight[h.date] * h.calls * found[h.key()][0] for h in half_hours)
        low, high = (middle, high) if lost > target else (low, middle)
    return (low + high) / 2
