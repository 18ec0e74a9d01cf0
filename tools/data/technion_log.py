"""Reads the calls and half hours of a bank's call centre and checks them against known figures.

The data are the "Anonymous Bank" call-centre log of I. Guedj and A. Mandelbaum, Technion; use is
free with acknowledgement. The folder holds

    calls_1999-01_07.csv.gz     one row per call
    halfhour_1999-01_07.csv.gz  one row per half hour of Sunday to Thursday, 7:00 to midnight

A half hour counts the calls of the five types below that leave the voice unit in it and then meet
an agent or wait in the queue for at least a second. "Staff" is inferred: an agent is taken for
present from the start of a call to the end of the last one that follows without a gap of more
than 15 minutes. It is no roster.
"""

import collections
import csv
import dataclasses
import datetime
import gzip
import math
import statistics

TYPES = ("PS", "NW", "NE", "PE", "TT")
SLOT_S = 1800
SLOTS = 48
OPENING = 14  # first half hour of the day that is in the file, 7:00
ARTEFACT_S = 10  # services of at most this long: an agent who hung up, or a fault
GONE_S = 900  # an agent without a call for longer has left: so the half hours infer staff
KNOWN = {  # figure: value, tolerance
    "share abandoned": (0.171, 0.0005),
    "mean wait, s": (66.0, 0.05),
    "log mean of services over 10 s": (4.85, 0.02),
    "log sd of services over 10 s": (0.94, 0.01),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Call:
    date: datetime.date
    at: int  # s after midnight, end of the voice unit
    kind: str
    priority: int
    wait: int  # s in the queue
    abandoned: bool
    begin: int  # s after midnight, of the service
    service: int  # s
    agent: str

    def slot(self):
        return self.at // SLOT_S


@dataclasses.dataclass(frozen=True, slots=True)
class HalfHour:
    date: datetime.date
    slot: int  # of the day
    calls: int
    abandoned: int
    wait: float  # s, of all calls together
    service: float  # s, of all calls together
    staff: float  # inferred

    def key(self):
        return (self.date, self.slot)


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def read_calls(path):
    """Calls of the five types that met an agent or waited: those that a half hour counts."""
    calls = []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wait = int(row["q_s"])
            counted = row["outcome"] == "AGENT" or (row["outcome"] == "HANG" and wait > 0)
            if row["type"] not in TYPES or not counted:
                continue
            calls.append(Call(
                datetime.date.fromisoformat(row["date"]), seconds(row["vru_exit"]), row["type"],
                int(row["priority"]), wait, row["outcome"] == "HANG", seconds(row["ser_start"]),
                int(row["ser_s"]), row["agent"]))
    return calls


def read_half_hours(path):
    half_hours = []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.datetime.fromisoformat(row["slot"])
            half_hours.append(HalfHour(
                at.date(), at.hour * 2 + at.minute // 30, int(row["calls"]),
                int(row["abandoned"]), float(row["sum_wait_s"]), float(row["sum_service_s"]),
                float(row["agents_inferred"])))
    return half_hours


def presence(calls):
    """{(date, slot): {agent: share of the half hour}}, inferred as the half hours infer staff."""
    sessions = collections.defaultdict(list)
    for c in calls:
        if not c.abandoned and c.agent != "NO_SERVER":
            sessions[c.date, c.agent].append((c.begin, c.begin + c.service))
    found = collections.defaultdict(lambda: collections.defaultdict(float))
    for (date, agent), of_day in sessions.items():
        stretches = []
        for begin, end in sorted(of_day):
            if stretches and begin - stretches[-1][1] <= GONE_S:
                stretches[-1][1] = max(end, stretches[-1][1])
            else:
                stretches.append([begin, end])
        for begin, end in stretches:
            for slot in range(begin // SLOT_S, min(SLOTS - 1, end // SLOT_S) + 1):
                there = min(end, (slot + 1) * SLOT_S) - max(begin, slot * SLOT_S)
                found[date, slot][agent] += max(0, there) / SLOT_S
    return found


def check(calls, half_hours):
    """That the files are read as they are meant: known figures, and half hours against calls."""
    count = sum(h.calls for h in half_hours)
    logs = [math.log(c.service) for c in calls if not c.abandoned and c.service > ARTEFACT_S]
    found = {
        "share abandoned": sum(h.abandoned for h in half_hours) / count,
        "mean wait, s": sum(h.wait for h in half_hours) / count,
        "log mean of services over 10 s": statistics.fmean(logs),
        "log sd of services over 10 s": statistics.pstdev(logs),
    }
    for figure, (value, tolerance) in KNOWN.items():
        if abs(found[figure] - value) > tolerance:
            raise ValueError(f"{figure} is {found[figure]:.4f}, expected {value}")
    by_slot = collections.Counter((c.date, c.slot()) for c in calls)
    for half_hour in half_hours:
        if by_slot[half_hour.key()] != half_hour.calls:
            raise ValueError(f"{half_hour.date} half hour {half_hour.slot}: the calls do not add up")
    present = presence(calls)
    gap = statistics.fmean(abs(sum(present[h.key()].values()) - h.staff) for h in half_hours)
    if gap > 0.02:
        raise ValueError(f"staff inferred from the calls is off by {gap:.3f} on the average")
    return found


def read(folder):
    """(calls, half hours, figures) of the days that the half hours cover."""
    half_hours = read_half_hours(folder / "halfhour_1999-01_07.csv.gz")
    days = {h.date for h in half_hours}
    calls = [c for c in read_calls(folder / "calls_1999-01_07.csv.gz") if c.date in days]
    return calls, half_hours, check(calls, half_hours)
