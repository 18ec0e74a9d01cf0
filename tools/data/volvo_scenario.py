"""Writes what volvo_it_2012.py has fitted as a scenario."""

HEADER = """\
# Incident desk of Volvo IT, May 2012: real first, second and third support lines.
#
# Written by tools/data/volvo_it_2012.py from the BPI Challenge 2013 incident log (W. Steeman,
# 4TU.ResearchData, doi 10.4121/uuid:500573e6-accc-4b0c-9576-aa5468b10cee). Change the script, not
# this file. The log is not part of this repository.
#
# Fitted, on cases that started on 1 and 2 May: class shares, lines of entry, how sessions end,
# handle times, pending delays, reopening. Fitted, on 2 and 3 May: arrivals per hour, heads.
# Predicted, to be compared with the log and above all with the cases of 3 May, which no share was
# fitted on: share of cases never leaving line one, cases by highest line, upward moves per case,
# first-contact resolution, sessions per case. Arrivals per hour come out as they were put in.
# The highest line of a case is the tier that resolves it here, for no case comes down again.
#
# What this model does not have, so where it must miss:
# - No move to a lower line. A return to a lower line is pending work at the higher one, so later
#   repeated climbs are missing: upward moves per case come out too low.
# - A session ends the same way whether it is a case's first or fifth. In the log first sessions are
#   resolved more often: first-contact resolution comes out too low. "In Call" is the part of it
#   that was solved while the customer was there: a lower bound.
# - One queue per line. The desk had hundreds of teams in many countries, so real waits are longer:
#   waits and time to resolve are not validated by this scenario.
# - Cases that took longer than 20 days are not in the log (it holds those closed 1 to 23 May).
#
# [assumption] marks what the log does not say.
"""


def percent(share, digits=2):
    return f'"{100 * share:.{digits}f}%"'


def percents(parts, digits=2):
    """Shares as percentages whose printed values sum to 100 exactly."""
    scale = 10**digits
    whole = [round(100 * scale * part) for part in parts]
    whole[whole.index(max(whole))] += 100 * scale - sum(whole)
    return [f'"{value / scale:.{digits}f}%"' for value in whole]


def minutes(value):
    return f'"{value:.2f} min"'


def outcomes(shares):
    parts = percents([shares["resolve"], shares["escalate"], shares["pending"]])
    resolve, escalate, pending = parts
    return f"{{ resolve = {resolve}, escalate = {escalate}, pending = {pending} }}"


def handle_time(fitted):
    mean, cv = fitted
    return f'{{ law = "lognormal", mean = {minutes(mean)}, cv = {cv:.2f} }}'


def delay(phases):
    probabilities = percents([share for share, _ in phases])
    parts = "".join(
        f'  {{ probability = {probability}, mean = "{hours:.2f} h" }},\n'
        for probability, (_, hours) in zip(probabilities, phases)
    )
    return f'{{ delay = {{ law = "hyperexponential", phases = [\n{parts}] }} }}'


def profile(name, hours):
    numbers = [f"{hour:g}" for hour in hours]
    return (
        f'[[profile]]\nname = "{name}"\nhours = [\n'
        f"  {', '.join(numbers[:12])},\n  {', '.join(numbers[12:])},\n]\n"
    )


def frame():
    return """\
title = "Volvo IT incident desk, May 2012"
currency = "EUR"

[time]
start = 2012-05-02  # a Wednesday; times are Swedish local time
horizon = "5 weeks"  # every day is the mean of 2 and 3 May: weekends are not modelled
warm_up = "2 weeks"
interval = "60 min"

[money]
overhead_multiplier = 1.27  # [assumption]

[benchmark]
set = "sspa"
segments = ["composite"]
"""


def demand(fitted):
    reopen, hours, cv = fitted["reopening"]
    entry = percents(list(fitted["queue_entry"].values()))
    lines = ", ".join(f"line{line} = {part}" for line, part in zip(fitted["queue_entry"], entry))
    enters = {"calls": '"line1"', "queue": f"{{ {lines} }}"}
    about = {
        "calls": "# Cases that reach a call desk: a team of line one that ended at least 20 % of\n"
        '# its first sessions "In Call" on the days of the fit. Known before the outcome.\n',
        "queue": "# All other cases: queues of line one, and cases opened at line two or three.\n",
    }
    law = f'{{ law = "lognormal", mean = "{hours:.1f} h", cv = {cv:.2f} }}'
    text = "# Cases per hour from midnight, mean of 2 and 3 May.\n"
    text += "\n".join(profile(f"{name}_day", hours) for name, hours in fitted["day"].items())
    for name, share in fitted["class_shares"].items():
        text += f"""
{about[name]}[[case_class]]
name = "{name}"
channel = "portal"  # the log knows no customer who hung up
arrivals = {{ per_day = {share * fitted["cases_per_day"]:.1f}, profile = "{name}_day" }}
enters_at = {enters[name]}

[case_class.reopening]
probability = {percent(reopen)}
delay = {law}
"""
    return text


def tiers(fitted):
    to2, to3 = percents(list(fitted["up_from_line1"].values()))
    routes = {
        1: f"escalates_to = {{ line2 = {to2}, line3 = {to3} }}\n",
        2: 'escalates_to = "line3"\n',
        3: "",
    }
    user = f"{100 * fitted['waits_for_user']:.0f} %"
    text = f"""\
# Handle times are moments of "In Progress" spells of at most 60 minutes; longer ones are a status
# that someone forgot to change. Pending is every session that ends with neither a solution nor a
# move up: {user} of them wait for the user, the others are set aside, wait for a vendor or
# pass to another team of the line. Its delay has two phases: up to four hours, and longer.
# Resolution does not depend on complexity here: the log has no measure of it.
"""
    for line, route in routes.items():
        text += f"""
[[tier]]
name = "line{line}"
handle_time = {handle_time(fitted["handle"][line])}
outcomes = {outcomes(fitted["outcomes"][line])}
pending = {delay(fitted["delay"][line])}
{route}"""
    for name, found in fitted["line1"].items():
        text += f"""
[[handling]]
case_class = "{name}"
tier = "line1"
handle_time = {handle_time(found["handle"])}
outcomes = {outcomes(found["outcomes"])}
"""
    return text


def staff(fitted, shifts, loaded_cost):
    text = """\
# Heads are inferred: distinct people who touched any case of the log, carried-over ones included,
# at the line in an hour of 2 and 3 May, averaged over the shift. People on the floor but not in the
# log are missing, and those counted did other work too. Costs per hour are [assumption].
"""
    for shift, (begin, end) in shifts.items():
        text += f"""
[[shift]]
name = "{shift}"
days = "all"
from = "{begin:02}:00"
to = "{end % 24:02}:00"
"""
    for line, heads in fitted["heads"].items():
        for shift, number in heads.items():
            text += f"""
[[rep_group]]
name = "line{line}_{shift}"
tier = "line{line}"
heads = {number}
shift = "{shift}"
loaded_cost = "{loaded_cost[line]} EUR/h"
"""
    return text


def text(fitted, shifts, loaded_cost):
    return "\n".join(
        [HEADER, frame(), demand(fitted), tiers(fitted), staff(fitted, shifts, loaded_cost)]
    )
