"""Calibrates the call centre, simulates given days with tiermix and reads what came out."""

import collections
import dataclasses
import datetime
import pathlib
import subprocess
import tempfile

import technion_fit as fit
import technion_log as log
import technion_scenario as scenario

BLOCK = 2  # half hours that share one availability
BLOCKS = (log.SLOTS - log.OPENING) // BLOCK
ROUNDS = 7
ROUND_REPLICATIONS = 3
STEP = 1.2  # availability per share abandoned too many
LEAST_STAFF = 0.2  # inferred staff of a half hour is at least this
SEED = 1999


def block(slot):
    return (slot - log.OPENING) // BLOCK


@dataclasses.dataclass(frozen=True)
class Structure:
    """What the model has; chosen by rolling origins, see technion_rolling.py."""

    by_half_hour: bool = True  # services are as long as those of the half hour; else of the day
    given_service: bool = True  # ...else as long as those of the months that are fitted on
    by_hour: bool = True  # an availability of its own per hour of the day
    exponential: bool = True  # patience; otherwise by Kaplan-Meier


@dataclasses.dataclass
class Fitted:
    structure: Structure
    patience: dict  # {class: mean, s, or equally likely values, s}
    handle: dict
    shares: list
    mean_service: float
    usual: dict
    availability: list


def estimate(calls, half_hours, structure):
    """Everything but the availability."""
    usual = fit.usual_calls(half_hours)
    surges = {h.key() for h in half_hours if h.calls > fit.SURGE * usual[h.slot]}
    by_group = collections.defaultdict(list)
    for call in calls:
        surge = (call.date, call.slot()) in surges
        by_group["surge" if surge else fit.group(call)].append(call)
    patience = fit.mean_patience if structure.exponential else fit.patience_values
    return Fitted(
        structure, {name: patience(by_group[name]) for name in fit.GROUPS},
        {name: fit.service(by_group[name]) for name in fit.GROUPS},
        fit.shares([c for c in calls if (c.date, c.slot()) not in surges]),
        fit.mean_service([h for h in half_hours if h.key() not in surges]), usual, [0.9] * BLOCKS)


def given_paces(half_hours, fitted):
    """Of days and half hours, as far as the structure takes them as given."""
    found = fit.paces(half_hours, fitted.mean_service, fitted.usual)
    if not fitted.structure.given_service:
        found.day = {date: 1.0 for date in found.day}
    if not fitted.structure.given_service or not fitted.structure.by_half_hour:
        found.half_hour = {key: found.day[key[0]] for key in found.half_hour}
    return found


def effective_staff(half_hours, paces, fitted):
    """level(date, slot): inferred staff times availability, fewer where services are longer than
    on the day. In a gap of the file, that of the half hour before; and half an hour after midnight
    for those still in line."""
    staff = {h.key(): max(LEAST_STAFF, h.staff) * paces.day[h.date] / paces.half_hour[h.key()]
             for h in half_hours}

    def level(date, slot):
        if slot == 0:
            date, slot = date - datetime.timedelta(days=1), log.SLOTS - 1
        while slot >= log.OPENING and (date, slot) not in staff:
            slot -= 1
        return fitted.availability[block(slot)] * staff[date, slot] \
            if slot >= log.OPENING else 0.0

    return level


def mean_calls(half_hours, fitted):
    """{class: {(date, slot): mean calls}}: the calls are given, their classes are not."""
    means = collections.defaultdict(dict)
    for h in half_hours:
        ordinary, surplus = fit.split_surge(h.calls, fitted.usual[h.slot])
        for name, share in fitted.shares[h.slot].items():
            means[name][h.key()] = share * ordinary
        means["surge"][h.key()] = surplus
    return means


def write(folder, half_hours, fitted):
    """The scenario of these half hours: calls, mean services and inferred staff are given. Returns
    its file and first day. Each day has a crew of its own, as fast as the day's services say."""
    first = min(h.date for h in half_hours)
    days = (max(h.date for h in half_hours) - first).days + 2
    for name, means in mean_calls(half_hours, fitted).items():
        (folder / f"{name}.csv").write_text(scenario.volumes(first, days, means))
    paces = given_paces(half_hours, fitted)
    level = effective_staff(half_hours, paces, fitted)
    crews = {}
    for date in sorted({h.date for h in half_hours}):
        name = f"crew_{date:%m_%d}"
        (folder / f"{name}.csv").write_text(scenario.staffing(first, days, level, date))
        crews[name] = scenario.Crew(f"{name}.csv", 1.0 / paces.day[date])
    file = folder / "scenario.toml"
    file.write_text(scenario.text(
        "# Days of the call centre.\n", "Call centre", first, f"{days} days", "0 s", fitted,
        {name: f"{name}.csv" for name in fit.GROUPS}, crews))
    return file, first


def command(*words):
    words = [str(w) for w in words]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise ValueError(f"{' '.join(words)}\n{answer.stderr}")


def replication(program, file, first, number):
    """{(date, slot): (calls, abandoned, sum of waits)} by arrival, from an event log."""
    events = file.parent / "events.csv"
    command(program, "trace", file, "--log", events, "--force", "--all", "--seed", SEED,
            "--replication", number, "--max-cases", 1000000)
    created, found = {}, collections.defaultdict(lambda: [0, 0, 0.0])
    with open(events, encoding="utf-8") as rows:
        next(rows)
        for row in rows:
            case, _, _, activity, lifecycle, rest = row.split(",", 5)
            if activity == "created":
                created[case] = float(rest.rsplit(",", 1)[1])
            elif activity == "abandoned" or (activity == "session" and lifecycle == "start"):
                begin = created.pop(case)
                day, second = divmod(begin, 86400)
                entry = found[first + datetime.timedelta(days=day), int(second // log.SLOT_S)]
                entry[0] += 1
                entry[1] += activity == "abandoned"
                entry[2] += float(rest.rsplit(",", 1)[1]) - begin
    return found


def simulate(program, half_hours, fitted, numbers):
    with tempfile.TemporaryDirectory() as folder:
        file, first = write(pathlib.Path(folder), half_hours, fitted)
        return [replication(program, file, first, number) for number in numbers]


def mean_of(replications):
    """{key: (share abandoned, mean wait s)} over replications."""
    total = collections.defaultdict(lambda: [0, 0, 0.0])
    for found in replications:
        for key, entry in found.items():
            for k in range(3):
                total[key][k] += entry[k]
    return {key: (lost / calls, wait / calls) for key, (calls, lost, wait) in total.items()}


def calibrate(program, half_hours, fitted, say):
    """Availability per hour of the day, so that simulated and actual calls abandoned agree."""
    for number in range(ROUNDS):
        found = mean_of(simulate(program, half_hours, fitted, range(ROUND_REPLICATIONS)))
        surplus, count = [0.0] * BLOCKS, [0.0] * BLOCKS
        for h in half_hours:
            share, _ = found.get(h.key(), (0.0, 0.0))
            surplus[block(h.slot)] += share * h.calls - h.abandoned
            count[block(h.slot)] += h.calls
        gaps = [s / n for s, n in zip(surplus, count)]
        if not fitted.structure.by_hour:
            gaps = [sum(surplus) / sum(count)] * BLOCKS
        say(f"round {number + 1}: largest gap of abandonment {max(map(abs, gaps)):.4f}")
        fitted.availability = [min(2.0, max(0.4, f + STEP * g))
                               for f, g in zip(fitted.availability, gaps)]
