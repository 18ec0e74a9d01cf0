#!/usr/bin/python3
"""Fits a bank's call centre on January to May 1999 and predicts June and July.

    tools/data/technion_1999.py FOLDER --program build/release/bin/tiermix
        [--scenario FILE] [--page FILE] [--try-out] [--replications N]

FOLDER holds the two files that technion_log.py names (the "Anonymous Bank" log of I. Guedj and
A. Mandelbaum, Technion), which are not part of this repository. --scenario writes the scenario of a
usual week, with its series in a folder of that name beside it; --page writes the comparison as a
page, with a chart beside it (a name that ends in -days.svg). Takes some minutes.

What is fitted is fitted on January to May, by technion_fit.py and technion_run.py. The structure
was chosen with --try-out, which fits on January to April and predicts May. Given for the days that
are predicted: calls per half hour, and the staff inferred, with the agents' names.
"""

import argparse
import collections
import dataclasses
import datetime
import pathlib
import statistics
import sys

import technion_chart as chart
import technion_fit as fit
import technion_log as log
import technion_page as page
import technion_run as run
import technion_scenario as scenario
import technion_score as score
import technion_update as update

SUNDAY = datetime.date(1999, 1, 3)


def say(text):
    print(text, file=sys.stderr, flush=True)


def split(rows, begin, end):
    return [row for row in rows if begin <= row.date < end]


def usual_week(half_hours, speeds, fitted):
    """Mean calls and effective staff per half hour of a week from Sunday, surges left out, as if
    it were the first week of the data."""
    calls, staff = collections.defaultdict(list), collections.defaultdict(list)
    level = run.effective_staff(half_hours, speeds, fitted)
    for h in half_hours:
        if h.calls <= fit.SURGE * fitted.usual[h.slot]:
            day = SUNDAY + datetime.timedelta(days=(h.date.weekday() + 1) % 7)
            calls[day, h.slot].append(h.calls)
            staff[day, h.slot].append(level(h.date, h.slot))
    return ({key: statistics.fmean(found) for key, found in calls.items()},
            {key: statistics.fmean(found) for key, found in staff.items()})


def write_week(file, half_hours, speeds, fitted):
    calls, staff = usual_week(half_hours, speeds, fitted)
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
        page.SCENARIO_HEADER.format(after_call=fitted.after_call,
                                    factor=fitted.patience_factor),
        "Call centre of a bank, a usual week of 1999", SUNDAY, "9 weeks", "1 week", fitted,
        {name: f"{folder.name}/{name}.csv" for name in names},
        {"agents": f"{folder.name}/staff.csv"}, run.SPEED_SPREAD))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--scenario", type=pathlib.Path)
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--try-out", action="store_true")
    parser.add_argument("--replications", type=int, default=40)
    options = parser.parse_args()
    try:
        compare(options)
    except (OSError, ValueError) as problem:
        sys.exit(f"technion_1999: {problem}")


def compare(options):
    calls, half_hours, figures = log.read(options.folder)
    for figure, value in figures.items():
        say(f"{figure}: {value:.3f}, as known")
    begin = datetime.date(1999, 5 if options.try_out else 6, 1)
    end = datetime.date(1999, 6 if options.try_out else 8, 1)
    fitting_calls, fitting = split(calls, datetime.date.min, begin), split(
        half_hours, datetime.date.min, begin)
    fitted = run.estimate(fitting_calls, fitting)
    speeds = run.crew_speeds(fitting_calls, fitted)
    run.calibrate(options.program, fitting, speeds, fitted, say)
    if options.scenario:
        write_week(options.scenario, fitting, speeds, fitted)
    new = split(half_hours, begin, end)
    speeds = run.crew_speeds(split(calls, begin, end), fitted)

    parameters = fit.erlang_a_parameters(fitting)
    factor = fit.fit_factor(fitting, parameters)
    predictions = {"Erlang-A": fit.erlang_a_by_half_hour(new, parameters, lambda slot: factor)}
    predictions["Erlang-A, staff as simulated"] = same_staff(
        fitting, run.crew_speeds(fitting_calls, fitted), new, speeds, fitted, parameters)
    replications = run.simulate(options.program, new, speeds, fitted, range(options.replications))
    predictions["simulated"] = run.mean_of(replications)
    days = score.by_day(replications)
    wide_calls, wide = (split(rows, begin - update.BEFORE, end) for rows in (calls, half_hours))
    by_level = update.simulated(options.program, wide, run.crew_speeds(wide_calls, fitted), fitted,
                                max(2, options.replications // 4))
    updated = {
        "Erlang-A": update.week_by_week(update.erlang_a(wide, parameters, factor), wide, begin),
        "simulated": update.week_by_week(by_level, wide, begin),
    }
    result = {
        "scores": {name: score.score(new, found) for name, found in predictions.items()},
        "updated": {name: score.score(new, found) for name, found in updated.items()},
        "noise": noise(replications),
        "coverage": score.coverage(new, score.ranges(days)),
        "factor": factor, "fitted": fitted, "half_hours": new, "days": days,
        "head_start": fit.head_start(fitting_calls, (0, 30, 60, 90, 120, 150)),
        "predictions": predictions, "replications": options.replications,
    }
    text = page.text(result)
    if options.page:
        options.page.write_text(text)
        draw(options.page.with_name(options.page.stem + "-days.svg"), result)
    else:
        sys.stdout.write(text)


def same_staff(fitting, fitting_speeds, new, speeds, fitted, parameters):
    """Erlang-A that is given the staff of the simulation, by one more fitted factor."""
    def effective(half_hours, of_crew):
        level = run.effective_staff(half_hours, of_crew, fitted)
        return [dataclasses.replace(h, staff=level(h.date, h.slot)) for h in half_hours]

    factor = fit.fit_factor(effective(fitting, fitting_speeds), parameters)
    return fit.erlang_a_by_half_hour(effective(new, speeds), parameters, lambda slot: factor)


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
