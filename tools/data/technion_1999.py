#!/usr/bin/python3
"""Fits a bank's call centre on January to May 1999 and predicts June and July.

    tools/data/technion_1999.py FOLDER --program build/release/bin/tiermix
        [--rolling | --tried FILE] [--scenario FILE] [--page FILE] [--replications N]

FOLDER holds the two files that technion_log.py names (the "Anonymous Bank" log of I. Guedj and
A. Mandelbaum, Technion), which are not part of this repository. --scenario writes the scenario of a
usual week, with its series in a folder of that name beside it; --page writes the comparison as a
page, with a chart beside it (a name that ends in -days.svg). Takes some minutes; --rolling takes
half an hour.

What is fitted is fitted on January to May, by technion_fit.py and technion_run.py. The structure
is chosen inside these months: --rolling prints what technion_rolling.py finds and predicts no
later day; --tried names a file with that text for the page. Given for the days that are
predicted: calls, mean service and inferred staff of each half hour.
"""

import argparse
import collections
import datetime
import pathlib
import statistics
import sys

import technion_chart as chart
import technion_fit as fit
import technion_log as log
import technion_page as page
import technion_rolling as rolling
import technion_run as run
import technion_scenario as scenario
import technion_score as score

SUNDAY = datetime.date(1999, 1, 3)
BEGIN, END = datetime.date(1999, 6, 1), datetime.date(1999, 8, 1)  # of what is predicted


def say(text):
    print(text, file=sys.stderr, flush=True)


def usual_week(half_hours, fitted):
    """Mean calls and effective staff per half hour of a week from Sunday, surges left out, as if
    it were the first week of the data."""
    calls, staff = collections.defaultdict(list), collections.defaultdict(list)
    paces = run.given_paces(half_hours, fitted)
    level = run.effective_staff(half_hours, paces, fitted)
    for h in half_hours:
        if h.calls <= fit.SURGE * fitted.usual[h.slot]:
            day = SUNDAY + datetime.timedelta(days=(h.date.weekday() + 1) % 7)
            calls[day, h.slot].append(h.calls)
            staff[day, h.slot].append(level(h.date, h.slot) / paces.day[h.date])
    return ({key: statistics.fmean(found) for key, found in calls.items()},
            {key: statistics.fmean(found) for key, found in staff.items()})


def write_week(file, half_hours, fitted):
    calls, staff = usual_week(half_hours, fitted)
    folder = file.with_suffix("")
    folder.mkdir(exist_ok=True)

    def level(date, slot):
        if slot == 0:
            date, slot = date - datetime.timedelta(days=1), log.SLOTS - 1
        return staff.get((date, slot), 0.0)

    names = [name for name in fit.GROUPS if name != "surge"]
    for name in names:
        means = {key: n * fitted.shares[key[1]][name] for key, n in calls.items()}
        (folder / f"{name}.csv").write_text(scenario.volumes(SUNDAY, 7, means))
    (folder / "staff.csv").write_text(scenario.staffing(SUNDAY, 7, level))
    file.write_text(scenario.text(
        page.SCENARIO_HEADER, "Call centre of a bank, a usual week of 1999", SUNDAY, "9 weeks",
        "1 week", fitted,
        {name: f"{folder.name}/{name}.csv" for name in names},
        {"agents": scenario.Crew(f"{folder.name}/staff.csv")}))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--scenario", type=pathlib.Path)
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--rolling", action="store_true")
    parser.add_argument("--tried", type=pathlib.Path)
    parser.add_argument("--replications", type=int, default=100)
    options = parser.parse_args()
    try:
        compare(options)
    except (OSError, ValueError) as problem:
        sys.exit(f"technion_1999: {problem}")


def compare(options):
    calls, half_hours, figures = log.read(options.folder)
    for figure, value in figures.items():
        say(f"{figure}: {value:.3f}, as known")
    if options.rolling:
        known = (rolling.split(rows, datetime.date.min, BEGIN) for rows in (calls, half_hours))
        sys.stdout.write(page.rolling_text(*rolling.evaluate(options.program, *known, say)))
        return
    tried = options.tried.read_text(encoding="utf-8") if options.tried else "Not run.\n"
    result = predict(options, calls, half_hours) | {"tried": tried}
    text = page.text(result)
    if options.page:
        options.page.write_text(text)
        draw(options.page.with_name(options.page.stem + "-days.svg"), result)
    else:
        sys.stdout.write(text)


def predict(options, calls, half_hours):
    """June and July, from what is fitted on January to May, for the page."""
    data = rolling.months(calls, half_hours, BEGIN, END)
    fitted, replications = rolling.fit_and_predict(
        options.program, data, run.Structure(), options.replications, say)
    if options.scenario:
        write_week(options.scenario, data.half_hours, fitted)
    base, factor = rolling.erlang_a(data)
    given, given_factor = rolling.erlang_a(data, True)
    predictions = {rolling.BASE: base, rolling.GIVEN_BASE: given,
                   "simulated": run.mean_of(replications)}
    days = score.by_day(replications)
    return {
        "scores": {name: score.score(data.new, found) for name, found in predictions.items()},
        "noise": noise(replications),
        "coverage": score.coverage(data.new, score.ranges(days)),
        "factor": factor, "given_factor": given_factor, "fitted": fitted,
        "half_hours": data.new, "days": days,
        "head_start": fit.head_start(data.calls, (0, 30, 60, 90, 120, 150)),
        "predictions": predictions, "replications": options.replications,
    }


def noise(replications):
    """The score of the simulation where one of its own replications is what happened."""
    truth = [log.HalfHour(date, slot, n, lost, wait, 0.0, 0.0)
             for (date, slot), (n, lost, wait) in replications[0].items()]
    return score.score(truth, run.mean_of(replications[1:]))


def draw(file, result):
    rows = {name: score.actual_and_predicted(result["half_hours"], found, lambda h: h.date)
            for name, found in result["predictions"].items()}
    bounds = score.ranges(result["days"])
    dates = sorted(rows["simulated"])
    panels = [[(rows["simulated"][d][1][k], rows["simulated"][d][2][k], bounds[d][k],
                rows["Erlang-A"][d][2][k]) for d in dates] for k in (0, 1)]
    file.write_text(chart.draw(dates, *panels))


if __name__ == "__main__":
    main()
