"""Writes what technion_fit.py and technion_run.py have estimated as a scenario and its series."""

import dataclasses
import datetime

import technion_fit as fit
import technion_log as log

STAFF_STEP_MIN = 10
AHEAD = ("preferred", "stock")
ABOUT = {
    "private": "Regular calls (PS, PE) of customers without preference.",
    "preferred": "Regular calls (PS, PE) of preferred customers.",
    "stock": "Stock exchange (NE); most of these customers are preferred.",
    "prospect": "New customers who want information (NW).",
    "returned": "Customers whom the desk calls back (TT), held where their agent is taken.",
    "surge": "Surplus of half hours with far more calls than usual, as a rule a fault: short calls.",
}


@dataclasses.dataclass
class Crew:
    staffing: str  # file of heads
    speed: float = 1.0


def law(values):
    lines, line = [], " "
    for value in values:
        cell = f' "{max(1, round(value))} s",'
        if len(line) + len(cell) > 98:
            lines.append(line)
            line = " "
        line += cell
    return '{ law = "empirical", values = [\n' + "\n".join([*lines, line]) + "\n] }"


def patience(found):
    """An exponential law, of a mean; or an empirical law, of values."""
    if isinstance(found, list):
        return law(found)
    return f'{{ law = "exponential", mean = "{found:.0f} s" }}'


def volumes(first, days, means):
    """CSV: mean cases, means[date, slot], of whole days from the first."""
    rows = ["start,cases"]
    for day in range(days):
        date = first + datetime.timedelta(days=day)
        for slot in range(log.SLOTS):
            mean = means.get((date, slot), 0.0)
            rows.append(f"{date}T{slot // 2:02}:{slot % 2 * 30:02},{mean:.4g}")
    return "\n".join(rows) + "\n"


def whole_heads(levels):
    """Whole numbers whose running sum follows that of the levels, and 0 where the level is 0."""
    heads, owed = [], 0.0
    for level in levels:
        owed = owed + level if level > 0 else 0.0
        heads.append(max(0, round(owed)))
        owed -= heads[-1]
    return heads


def staffing(first, days, level, only=None):
    """CSV: heads by level(date, slot), on all days or on one day and the half hour after it."""
    per_slot = 30 // STAFF_STEP_MIN
    rows = ["start,heads"]
    for day in range(days):
        date = first + datetime.timedelta(days=day)
        levels = []
        for slot in range(log.SLOTS):
            works_for = date - datetime.timedelta(days=slot == 0)
            here = level(date, slot) if only in (None, works_for) else 0.0
            levels += [here] * per_slot
        for step, heads in enumerate(whole_heads(levels)):
            minute = step * STAFF_STEP_MIN
            rows.append(f"{date}T{minute // 60:02}:{minute % 60:02},{heads}")
    return "\n".join(rows) + "\n"


def classes(fitted, arrivals):
    text = ""
    for name, file in arrivals.items():
        due = "10 min" if name in AHEAD else "11.5 min"
        text += f"""
# {ABOUT[name]}
[[case_class]]
name = "{name}"
channel = "phone"
priority = {1 if name == "returned" else 2}
resolve_target = "{due}"
arrivals = {{ volumes = "{file}" }}
patience = {patience(fitted.patience[name])}
handle_time = {law(fitted.handle[name])}
"""
    return text


def text(header, title, start, horizon, warm_up, fitted, arrivals, crews):
    """arrivals: {class: file of volumes}; crews: {name: Crew}"""
    parts = [f"""\
{header}
title = "{title}"
currency = "ILS"

[time]
start = {start}
horizon = "{horizon}"
warm_up = "{warm_up}"
interval = "30 min"
drain = "arrivals_stop"
{classes(fitted, arrivals)}
# Next is who is due first: preferred customers count as {fit.HEAD_START_S} s longer in line.
[[tier]]
name = "desk"
discipline = "due"
"""]
    for name, crew in crews.items():
        speed = f"speed = {crew.speed:.4f}\n" if crew.speed != 1.0 else ""
        parts.append(f"""
[[rep_group]]
name = "{name}"
tier = "desk"
staffing = "{crew.staffing}"
{speed}""")
    return "".join(parts)
