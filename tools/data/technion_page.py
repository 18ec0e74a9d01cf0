"""The texts that technion_1999.py writes: head of the scenario, page of the comparison."""

import technion_rolling as rolling
import technion_score as score

SCENARIO_HEADER = """\
# Call centre of a bank, 1999: a usual week of Sunday to Thursday, 7:00 to midnight.
#
# Written by tools/data/technion_1999.py from the "Anonymous Bank" call-centre log (I. Guedj and
# A. Mandelbaum, Technion; free to use with acknowledgement). Change the script, not this file. The
# log is not part of this repository.
#
# Fitted on January to May: calls and staff per half hour of the week; classes by half hour of the
# day; patience of each class, exponential, with the time waited per call abandoned as its mean;
# services of each class. Staff is inferred from activity, over the length that services had, times an
# availability per hour of the day at which abandonment agrees: it has the breaks in it, and the
# agents who are there before their first call and after their last. The log shows that preferred
# customers are counted as 90 s longer in line, which the due times say here.
# Predicted: abandonment and waits of days that nothing was fitted on, see docs/technion.md. There
# the script builds the scenario of those very days; this one is for a look and for the tests.
#
# What this model does not have, so where it must miss:
# - A roster. An agent counts as present until 15 minutes after the last call, so breaks are guessed.
# - Days and months with longer or shorter services than usual: docs/technion.md takes them as given.
# - Customers who redial; line faults, which bring hundreds of short calls in an hour.
"""

HEAD = """# A real call centre: June and July predicted

Written by `tools/data/technion_1999.py FOLDER --program build/release/bin/tiermix --rolling > TRIED`
and then `tools/data/technion_1999.py FOLDER --program build/release/bin/tiermix --tried TRIED --scenario
scenarios/technion-1999.toml --page docs/technion.md`, where FOLDER holds the data: the "Anonymous
Bank" call-centre log, with thanks to I. Guedj and A. Mandelbaum, Technion, who made it available. The
log itself is not part of this repository.

213,865 calls of January to July 1999, Sunday to Thursday, 7:00 to midnight; 17.1 % were abandoned, the
mean wait was 66.0 s. Everything is fitted on January to May. Given for June and July is what a half hour of
the file has beside the outcome: calls, mean service of those answered, and the staff inferred from activity.
Predicted are abandonment and mean wait.

- **Erlang-A**: each half hour in equilibrium, exact, with one factor on the inferred staff, {factor:.3f},
  at which the abandonment of January to May agrees; services as long as in January to May.
- **Erlang-A, given the services**: the same with the services of each half hour, those of a surge too, and a
  factor of its own, {given_factor:.3f}. It tells what is due to the services and what to simulating.
- **simulated**: the model in the head of `scenarios/technion-1999.toml`, on the days themselves,
  {replications} replications. A day's crew is as fast as the day's services say; within the day staff is
  fewer where they are longer. The mean service of a half hour counts those beside it in half, and 15 calls at
  the mean of the day; a half hour with a surge of calls has that of the day.

"""

# Written by hand for the figures of the page; new figures need new words.
NOTES = """
## What to make of it

**The simulation beats Erlang-A on June and July**: its errors are 46 % smaller for the abandonment and 53 %
smaller for the mean wait of a day, 27 % and 34 % smaller for half hours; on March, April and May, each
predicted from the months before it, they were 40 to 71 % smaller. Its 90 % ranges of a day held 93 % of both.

Much of that is due to the mean services, which a planner knows from the same report as the calls. Erlang-A that
is given them as well is close: a little better for the abandonment of a day (1.21 points against 1.37), no
worse for that of half hours (5.55 against 5.50), but worse for the wait (8.2 s against 5.6 s per day, 24.6 s
against 22.2 s per half hour), which it takes for 3.6 s too short: backlogs that last beyond the half hour,
customers of two ranks and whole agents are what it leaves out. On March, April and May the order was
the same: 0.31 against 0.34 for the abandonment of a day, 0.44 against 0.29 for the wait.

How far that is from the truth: a day's abandonment is missed by 1.4 points of 15.9, its mean wait by 5.6 s of 65.3.
Were one of the simulation's own replications the truth, it would miss by 1.7 points and 8.1 s: what is left
is of the size of chance. Abandonment is predicted 0.8 points too high. Half hours are missed by 5.5 points and 22 s,
also less than chance alone would do (6.9 and 29): the services that are given are those that took place, so
part of the chance is given with them.

How it was chosen, for whoever reads the figures:

- June and July had been read before, with two earlier structures that were given calls and staff only, with the
  names of the agents. Neither beat Erlang-A per day: 3.8 and 3.5 points against 2.5, 11.2 and 12.5 s against
  11.9 s. What the months before had shown since is where the level came from: it moves with the mean service of all
  agents, which is common to a day and to a month (5 % shorter in February, 9 % longer in April, at the same
  agents and types). So the services were taken as given, for the baseline too. That this helps was seen on
  March, April and May alone (the table above), before June and July were read with it; but they are no fresh months any
  more, and which things are given was decided after an attempt with fewer had failed on them.
- With the services given, the agents' own speeds, drawing staff towards the load and a chance of the crew's own
  speed no longer helped, and were left out: the model is simpler than the one before. Tried on the rolling origins beside the
  table above: staff drawn towards the load by 0.3 and 0.5, a spread of speeds of 0, 0.1, 0.2 and 0.4, four fifths of the
  pace, 5 to 40 calls at the mean of the day, the half hours beside counting by 0, a half and 1. How many calls, and how
  much those beside count, changes the last column by 0.01 at most.
- The services are measured on the very half hours that are predicted, as calls and staff are. For days to come all three have to be
  forecast, and a forecast of them adds its own error to every row of these tables.
"""

TABLE_HEAD = """| prediction | abandonment: mean error, points | bias, points | correlation | mean wait: mean error, s | \
bias, s | correlation |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def row(name, scores, per):
    cells = []
    for quantity, digits in zip(score.QUANTITIES, (2, 1)):
        s = scores[per, quantity]
        cells += [f"{s['error']:.{digits}f}", f"{s['bias']:+.{digits}f}",
                  f"{s['correlation']:.2f}"]
    return f"| {name} | " + " | ".join(cells) + " |"


def table(result, per):
    lines = [TABLE_HEAD]
    lines += [row(name, scores, per) for name, scores in result["scores"].items()]
    lines.append(row("*if the simulation were the truth*", result["noise"], per))
    return "\n".join(lines)


def totals(result):
    half_hours = result["half_hours"]
    count = sum(h.calls for h in half_hours)
    lines = ["| | abandoned | mean wait |", "| --- | ---: | ---: |",
             f"| actual, {count:,} calls | {100 * sum(h.abandoned for h in half_hours) / count:.1f}"
             f" % | {sum(h.wait for h in half_hours) / count:.1f} s |"]
    for name, found in result["predictions"].items():
        lost, wait = (sum(h.calls * found.get(h.key(), (0, 0))[k] for h in half_hours)
                      for k in (0, 1))
        lines.append(f"| {name} | {100 * lost / count:.1f} % | {wait / count:.1f} s |")
    return "\n".join(lines)


def levelled_table(result):
    lines = ["| prediction | abandonment, day: error, points | half hour | wait, day: error, s | "
             "half hour |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, found in result["predictions"].items():
        scores = score.score(result["half_hours"],
                             score.at_actual_level(result["half_hours"], found))
        cells = [f"{scores[per, quantity]['error']:.{digits}f}"
                 for quantity, digits in zip(score.QUANTITIES, (2, 1)) for per in ("day", "half hour")]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def against(scores, baseline, per):
    """How the simulation's error compares with that of a baseline, in words."""
    words = []
    for quantity, name in zip(score.QUANTITIES, ("abandonment", "the mean wait")):
        own, base = (scores[n][per, quantity]["error"] for n in ("simulated", baseline))
        change = 100 * (own / base - 1)
        words.append(f"{abs(change):.0f} % {'smaller' if change < 0 else 'larger'} for {name}")
    return " and ".join(words)


def rolling_text(found, coverage):
    abandonment, wait = coverage
    return f"""Error over that of Erlang-A with one factor fitted on the same months, average of the three origins:

{rolling.relative_table(found)}

Month by month:

{rolling.months_table(found)}

The 90 % range of a day held the actual abandonment on {100 * abandonment:.0f} % of the days of these months and
the actual mean wait on {100 * wait:.0f} %.
"""


def text(result):
    abandonment, wait = result["coverage"]
    starts = ", ".join(f"{100 * share:.0f} % at {lead} s"
                       for lead, share in result["head_start"].items())
    scores = result["scores"]
    return HEAD.format(**result) + f"""## How the structure was chosen

By rolling origins inside January to May: fitted on January and February it predicts March, on January
to March April, on January to April May.

{result["tried"]}
Only then June and July were read with this structure, once.

## January to May, then June and July

![Abandonment and mean wait per day](technion-days.svg)

Per day. Errors are absolute; all figures are weighted by calls.

{table(result, "day")}

Per half hour:

{table(result, "half hour")}

In total:

{totals(result)}

Against Erlang-A the simulation's error per day is {against(scores, rolling.BASE, "day")};
per half hour it is {against(scores, rolling.BASE, "half hour")}. Against Erlang-A that is given
the services it is {against(scores, rolling.GIVEN_BASE, "day")} per day,
{against(scores, rolling.GIVEN_BASE, "half hour")} per half hour. Its 90 % range of a day holds
the actual abandonment on {100 * abandonment:.0f} % of the days and the actual mean wait on {100 * wait:.0f} %. The row
in italics is the error that the simulation would have if one of its own replications were what
happened: a half hour has some 45 calls and five or six agents, so much of the error is chance.

## The level taken out

After the reading: each prediction times one factor for abandonment and one for the wait, at which the
totals of the two months are the actual ones. That uses the answer, so it is no prediction; it tells how
much of the error is level and how much is the course of days and half hours.

{levelled_table(result)}

## What the log says

Of the services begun while others waited, the share that took the first in line, by the seconds that
preferred customers are counted as longer in line:
{starts}. That
rule is `discipline = "due"` with a `resolve_target` shorter by 90 s.
""" + NOTES
