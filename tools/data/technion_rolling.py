"""Rolling origins inside January to May: what the structure of the model is chosen by.

Fitted on January and February the model predicts March, on January to March April, on January to
April May. Judged is the error relative to that of Erlang-A fitted on the same months.
"""

import collections
import dataclasses
import datetime
import statistics

import technion_fit as fit
import technion_run as run
import technion_score as score

MONTHS = (3, 4, 5)
REPLICATIONS = 20
KEYS = (("day", "abandonment"), ("half hour", "abandonment"), ("day", "wait"),
        ("half hour", "wait"))
CHOSEN = "simulated, as chosen"
BASE, GIVEN_BASE = "Erlang-A", "Erlang-A, given the services"
STRUCTURES = {
    CHOSEN: run.Structure(),
    "- with the services of the day": run.Structure(by_half_hour=False),
    "- without services given": run.Structure(given_service=False),
    "- with one availability for all hours": run.Structure(by_hour=False),
    "- with patience by Kaplan-Meier": run.Structure(exponential=False),
}


@dataclasses.dataclass
class Months:
    """What is fitted on, and the half hours to predict."""

    calls: list
    half_hours: list
    new: list


def split(rows, begin, end):
    return [row for row in rows if begin <= row.date < end]


def months(calls, half_hours, begin, end):
    start = datetime.date.min
    return Months(split(calls, start, begin), split(half_hours, start, begin),
                  split(half_hours, begin, end))


def fit_and_predict(program, data, structure, replications, say):
    """(fitted, replications of the new half hours)"""
    fitted = run.estimate(data.calls, data.half_hours, structure)
    run.calibrate(program, data.half_hours, fitted, say)
    return fitted, run.simulate(program, data.new, fitted, range(replications))


def erlang_a(data, given_service=False):
    """(its prediction, the factor on staff). With the services given, those of each half hour are
    as long as in the simulation."""
    parameters = fit.erlang_a_parameters(data.half_hours)
    usual = fit.mean_service(data.half_hours)
    found = fit.paces(data.half_hours + data.new, usual).half_hour

    def pace(half_hour):
        return found[half_hour.key()] if given_service else 1.0

    factor = fit.fit_factor(data.half_hours, parameters, pace)
    return fit.erlang_a_by_half_hour(data.new, parameters, factor, pace), factor


def evaluate(program, calls, half_hours, say):
    """{name: [scores of March, April, May]}; and the share of days, over the three, that lie in
    the range of the structure chosen."""
    found, held = collections.defaultdict(list), []
    for month in MONTHS:
        data = months(calls, half_hours, datetime.date(1999, month, 1),
                      datetime.date(1999, month + 1, 1))
        for name in (BASE, GIVEN_BASE):
            prediction, _ = erlang_a(data, name == GIVEN_BASE)
            found[name].append(score.score(data.new, prediction))
        for name, structure in STRUCTURES.items():
            say(f"month {month}, {name}")
            _, made = fit_and_predict(program, data, structure, REPLICATIONS, say)
            found[name].append(score.score(data.new, run.mean_of(made)))
            if name == CHOSEN:
                held.append(score.coverage(data.new, score.ranges(score.by_day(made))))
    return found, tuple(statistics.fmean(h[k] for h in held) for k in (0, 1))


def relative(found, name):
    """Mean over the months of error over Erlang-A's error, per entry of KEYS."""
    return [statistics.fmean(own[key]["error"] / base[key]["error"]
                             for own, base in zip(found[name], found[BASE]))
            for key in KEYS]


def relative_table(found):
    lines = ["| model | abandonment, day | abandonment, half hour | wait, day | wait, half hour | "
             "mean |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name in found:
        values = relative(found, name)
        cells = " | ".join(f"{v:.2f}" for v in [*values, statistics.fmean(values)])
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)


def months_table(found):
    """Errors and biases per month of the baselines and of the structure chosen."""
    lines = ["| month, model | abandonment, day: error, points | half hour | bias | "
             "wait, day: error, s | half hour | bias |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for at, month in enumerate(("March", "April", "May")):
        for name in (BASE, GIVEN_BASE, CHOSEN):
            cells = []
            for quantity, digits in zip(score.QUANTITIES, (2, 1)):
                day, half = (found[name][at][per, quantity] for per in ("day", "half hour"))
                cells += [f"{day['error']:.{digits}f}", f"{half['error']:.{digits}f}",
                          f"{day['bias']:+.{digits}f}"]
            label = "simulated" if name == CHOSEN else name
            lines.append(f"| {month}, {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
