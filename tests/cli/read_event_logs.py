"""Writes the event log of a scenario in both formats and reads them back with other people's code.

    read_event_logs.py PROGRAM SCENARIO FOLDER

Both hold the same events; in each case they ascend in time, and what starts completes.
"""

import csv
import datetime
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as tree

XES = "{http://www.xes-standard.org/}"


def written(program, scenario, path):
    subprocess.run([program, "trace", scenario, "--day", "15", "--log", path, "--force"], check=True)
    return path


def from_csv(path):
    cases = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            when = datetime.datetime.fromisoformat(row["timestamp"])
            cases.setdefault(row["case"], []).append(
                (when, row["activity"], row["lifecycle"], row["resource"], row["tier"]))
    return cases


def values(element, kind):
    return {child.get("key"): child.get("value") for child in element.findall(XES + kind)}


def from_xes(path):
    log = tree.parse(path).getroot()
    assert log.tag == XES + "log" and log.get("xes.version") == "1849-2016"
    prefixes = {extension.get("prefix") for extension in log.findall(XES + "extension")}
    assert prefixes == {"concept", "time", "lifecycle", "org"}, prefixes
    declared = log.find(XES + "global[@scope='event']")
    names = {child.get("key") for child in declared}
    for classifier in log.findall(XES + "classifier"):
        assert set(classifier.get("keys").split()) <= names, "classifiers use global attributes"
    cases = {}
    for trace in log.findall(XES + "trace"):
        name = values(trace, "string")["concept:name"]
        assert name not in cases, "one trace per case"
        cases[name] = []
        for event in trace.findall(XES + "event"):
            strings, dates = values(event, "string"), values(event, "date")
            when = datetime.datetime.fromisoformat(dates["time:timestamp"])
            assert when.utcoffset() == datetime.timedelta(0)
            cases[name].append((when.replace(tzinfo=None), strings["concept:name"],
                                strings["lifecycle:transition"], strings.get("org:resource", ""),
                                strings["tier"]))
            assert names <= set(strings) | set(dates), "events have the global attributes"
    return cases


def check(name, events):
    assert events[0][1] in ("created", "contained"), name
    assert all(a[0] <= b[0] for a, b in zip(events, events[1:])), name
    running = []
    for _, activity, lifecycle, resource, _ in events:
        assert lifecycle in ("start", "complete"), lifecycle
        if lifecycle == "start":
            running.append((activity, resource))
        elif activity in ("session", "help"):
            running.remove((activity, resource))
    assert not running, name


def main(program, scenario, folder):
    folder = pathlib.Path(folder)
    table = from_csv(written(program, scenario, folder / "events.csv"))
    log = from_xes(written(program, scenario, folder / "events.xes"))
    assert len(table) > 100
    assert table == log, "both formats hold the same events"
    for name, events in table.items():
        check(name, events)


main(*sys.argv[1:])
