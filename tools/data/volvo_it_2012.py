#!/usr/bin/python3
"""Derives scenarios/volvo-it-2012.toml from the incident log of Volvo IT (BPI Challenge 2013).

    tools/data/volvo_it_2012.py FOLDER [--scenario FILE] [--targets FILE]

FOLDER holds the two files that volvo_log.py names. --scenario writes the scenario, --targets the
figures of the log it is compared with, as JSON; without either, both go to standard output. The log
itself is not part of this repository: W. Steeman, 4TU.ResearchData,
doi 10.4121/uuid:500573e6-accc-4b0c-9576-aa5468b10cee.

What is fitted on what: outcomes of sessions, lines of entry, class shares, handle times, pending
delays and reopening on cases that started on 1 and 2 May 2012; volume and shape of the day, and
heads, on 2 and 3 May. No figure of --targets is an input, except arrivals per hour.
"""

import argparse
import collections
import json
import pathlib
import statistics
import sys

import volvo_log
import volvo_scenario

FIT_DAYS = (1, 2)  # outcomes
VOLUME_DAYS = (2, 3)  # arrivals, heads; 1 May is a public holiday
LINES = (1, 2, 3)
CLASSES = ("calls", "queue")
CALL_DESK_SHARE = 0.20  # of a team's first sessions that end "In Call"
HANDS_ON_CAP = 60.0  # minutes; a longer spell is a status that was forgotten
SHORT_DELAY = 4.0  # hours; parts the two phases of a pending delay
SHIFTS = {"day": (7, 18), "evening": (18, 22), "night": (22, 31)}  # hours, local time
LOADED_COST = {1: 36, 2: 53, 3: 79}  # per paid hour [assumption]


def call_desks(cases):
    """Teams whose first sessions often ended "In Call": known before a case is worked on."""
    seen = collections.defaultdict(list)
    for case in cases:
        if case.first_line == 1:
            seen[case.first_team].append(case.sessions[0].detail == "In Call")
    return {team for team, ends in seen.items() if statistics.mean(ends) >= CALL_DESK_SHARE}


def sessions_at(cases, line):
    return [s for case in cases for s in case.sessions if s.line == line and s.end is not None]


def outcomes(cases, line):
    ends = collections.Counter(s.outcome for s in sessions_at(cases, line))
    return {key: ends[key] / ends.total() for key in ("resolve", "escalate", "pending")}


def handle_time(cases, line):
    """Mean and cv of hands-on minutes.

    The log has no hands-on time: an "In Progress" spell lasts until someone changes the status, and
    its upper tail is days. Spells up to HANDS_ON_CAP are taken as work, longer ones as forgotten
    and left out; sessions without a spell count as zero.
    """
    minutes = [s.minutes() for s in sessions_at(cases, line) if s.minutes() <= HANDS_ON_CAP]
    mean = statistics.mean(minutes)
    return mean, statistics.pstdev(minutes) / mean


def pending_delay(cases, line):
    """Two phases, short and long: (share, mean hours) each. From the end of a pending session to
    the next session of the case, wherever that is."""
    hours = []
    for case in cases:
        for one, following in zip(case.sessions, case.sessions[1:]):
            if one.line == line and one.outcome == "pending":
                hours.append((following.begin - one.end).total_seconds() / 3600)
    short = [h for h in hours if h <= SHORT_DELAY]
    long = [h for h in hours if h > SHORT_DELAY]
    share = len(short) / len(hours)
    return (share, statistics.mean(short)), (1 - share, statistics.mean(long))


def reopening(cases):
    resolutions = sum(s.outcome == "resolve" for case in cases for s in case.sessions)
    hours = [h for case in cases for h in case.reopen_hours]
    mean = statistics.mean(hours)
    return len(hours) / resolutions, mean, statistics.pstdev(hours) / mean


def arrivals_by_hour(cases, day):
    found = collections.Counter(case.begin.hour for case in cases if case.day() == day)
    return [found[hour] for hour in range(24)]


def mean_day(cases):
    days = [arrivals_by_hour(cases, day) for day in VOLUME_DAYS]
    return [statistics.mean(hour) for hour in zip(*days)]


def heads(all_cases, line):
    """Reps per shift: mean over its hours of the distinct people who touched a case at the line."""
    people = collections.defaultdict(set)
    for case in all_cases:
        for row in case.rows:
            if row.line == line and row.owner != "SYSTEM" and row.at >= volvo_log.FIRST_DAY:
                people[row.at.day, row.at.hour].add(row.owner)
    found = {}
    for shift, (begin, end) in SHIFTS.items():
        counts = [len(people[day, hour % 24]) for day in VOLUME_DAYS for hour in range(begin, end)]
        found[shift] = max(1, round(statistics.mean(counts)))
    return found


def shares(values, names):
    total = sum(values)
    return {name: value / total for name, value in zip(names, values)}


def fit(all_cases, cases):
    fitting = [case for case in cases if case.day() in FIT_DAYS]
    desks = call_desks(fitting)

    def split(these):
        calls = [c for c in these if c.first_line == 1 and c.first_team in desks]
        names = {case.name for case in calls}
        return {"calls": calls, "queue": [c for c in these if c.name not in names]}

    by_class, volume_by_class = split(fitting), split(cases)
    entries = collections.Counter(case.first_line for case in by_class["queue"])
    return {
        "cases_per_day": sum(mean_day(cases)),
        "class_shares": shares([len(by_class[name]) for name in CLASSES], CLASSES),
        "day": {name: mean_day(volume_by_class[name]) for name in CLASSES},
        "queue_entry": shares([entries[line] for line in LINES], LINES),
        "line1": {
            name: {"outcomes": outcomes(found, 1), "handle": handle_time(found, 1)}
            for name, found in by_class.items()
        },
        "outcomes": {line: outcomes(fitting, line) for line in LINES},
        "handle": {line: handle_time(fitting, line) for line in LINES},
        "delay": {line: pending_delay(fitting, line) for line in LINES},
        "up_from_line1": up_from_line1(fitting),
        "reopening": reopening(fitting),
        "heads": {line: heads(all_cases, line) for line in LINES},
        "waits_for_user": waits_for_user(fitting),
    }


def up_from_line1(cases):
    """Where an escalation from line one goes."""
    to = collections.Counter(
        b.line for case in cases for a, b in zip(case.rows, case.rows[1:])
        if a.line == 1 and b.line > 1
    )
    return shares([to[2], to[3]], (2, 3))


def waits_for_user(cases):
    """Of the pending sessions: share that wait for the user, the rest is internal."""
    pending = [s for case in cases for s in case.sessions if s.outcome == "pending"]
    return statistics.mean(s.detail in ("Wait - User", "Wait - Customer") for s in pending)


def figures(cases):
    count = len(cases)
    highest = collections.Counter(case.highest_line for case in cases)
    return {
        "cases": count,
        "share_never_leaving_line_one": highest[1] / count,
        "share_by_highest_line": {str(line): highest[line] / count for line in LINES},
        "upward_moves_per_case": sum(case.upward_moves for case in cases) / count,
        "first_time_upward_moves_per_case": sum(case.new_highs for case in cases) / count,
        "in_call_share": sum(case.in_call for case in cases) / count,
        "first_session_resolved_share": sum(
            case.sessions[0].outcome == "resolve" for case in cases) / count,
        "first_contact_resolution": sum(case.first_contact() for case in cases) / count,
        "sessions_per_case": sum(len(case.sessions) for case in cases) / count,
    }


def targets(cases):
    by_day = {day: [case for case in cases if case.day() == day] for day in (1, 2, 3)}
    return {
        "source": "BPI Challenge 2013, incidents that started 1-3 May 2012, local days",
        "all": figures(cases),
        "by_day": {f"2012-05-0{day}": figures(found) for day, found in by_day.items()},
        "arrivals_per_hour": {
            f"2012-05-0{day}": arrivals_by_hour(cases, day) for day in VOLUME_DAYS
        },
        "arrivals_per_hour_mean": mean_day(cases),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--scenario", type=pathlib.Path)
    parser.add_argument("--targets", type=pathlib.Path)
    options = parser.parse_args()
    try:
        all_cases, cases = volvo_log.read(options.folder)
    except (OSError, ValueError) as problem:
        sys.exit(f"volvo_it_2012: {problem}")
    figures_text = json.dumps(targets(cases), indent=2) + "\n"
    scenario_text = volvo_scenario.text(fit(all_cases, cases), SHIFTS, LOADED_COST)
    if options.scenario:
        options.scenario.write_text(scenario_text)
    if options.targets:
        options.targets.write_text(figures_text)
    if not options.scenario and not options.targets:
        sys.stdout.write(scenario_text + figures_text)


if __name__ == "__main__":
    main()
