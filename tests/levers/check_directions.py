#!/usr/bin/env python3
"""Checks that levers, experiments and pitfalls move the measures as the field expects, and that the
simulated gatekeeper is the one of theory.

    check_directions.py PROGRAM levers|experiments|pitfalls|theory
"""

import sys

import gatekeeper
import paired

THRESHOLDS = [0.2, 0.5, 0.75, 0.9, 1]


def problems_of(what, comparison, expectations):
    for text in expectations:
        found = comparison.found(text)
        if not found.is_as(paired.parse(text)[2]):
            yield f"{what}: expected {text}, found {paired.difference_cell(found)}"


def levers(program):
    data = paired.read("levers.toml")
    for lever in data["lever"]:
        if "high" in lever and "waits_for" not in lever:
            comparison = paired.move_lever(program, data["reference"], lever, 20)
            yield from problems_of(lever["name"], comparison, lever["moves"])


def experiments(program):
    for experiment in paired.read("experiments.toml")["experiment"]:
        for segment in experiment["segments"]:
            comparison = paired.run_experiment(program, experiment, segment, 14, 10)
            yield from problems_of(f"{experiment['name']}, {segment}", comparison,
                                   experiment["moves"])


def along_threshold(program, base, expectations):
    """Expectations of each threshold in turn against the one before, from the base on."""
    steps = THRESHOLDS[THRESHOLDS.index(base):]
    for low, high in zip(steps, steps[1:]):
        comparison = paired.sweep(program, "over-head",
                                  {f"to {k}": paired.threshold(k, "first_line")
                                   for k in (low, high)}, 20)
        yield from problems_of(f"threshold {low} to {high}", comparison, expectations)


def pitfalls(program):
    yield from along_threshold(program, 0.2, ["failed_attempts_per_case +", "escalated_share -",
                                              "first_contact_resolution +", "reopen_rate +"])
    yield from along_threshold(program, 0.75, ["handle_cost_per_case +",
                                               "satisfaction_rating@case.hard -",
                                               "time_to_resolve@case.hard +"])
    ends = paired.sweep(program, "over-head", {f"to {k}": paired.threshold(k, "first_line")
                                               for k in THRESHOLDS}, 20)
    resolution = [ends.mean(name, "first_contact_resolution") for name in ends.names]
    cost = [ends.mean(name, "handle_cost_per_case") for name in ends.names]
    if not resolution[-1] - resolution[-2] < (resolution[1] - resolution[0]) / 10:
        yield f"first-contact resolution does not stall: {resolution}"
    if not cost[0] > min(cost) < cost[-1]:
        yield f"cost is not U-shaped: {cost}"


def exact(what, found, expected, comparison, name, measure):
    """Whether an estimate is where theory puts it: within two half-widths."""
    if abs(found - expected) > 2.0 * comparison.half_width(name, measure) + 1e-6:
        yield f"{what}: {measure} is {found}, {expected} in theory"


def theory(program):
    found = gatekeeper.at_thresholds(program, gatekeeper.THRESHOLDS, 20)
    for k in gatekeeper.THRESHOLDS:
        name = gatekeeper.name_of(k)
        for measure, value in gatekeeper.expected(k).items():
            yield from exact(name, found.mean(name, measure), value, found, name, measure)
    levels = gatekeeper.at_levels(program, 20)
    for name, (f0, b) in gatekeeper.LEVELS.items():
        yield from exact(name, levels.mean(name, "escalated_share"), gatekeeper.escalated(f0, b),
                         levels, name, "escalated_share")
    best, alike = gatekeeper.best_of(program, gatekeeper.GRID, 20)
    if not alike[0] <= gatekeeper.OPTIMUM <= alike[-1]:
        yield f"the best threshold is {best}, {gatekeeper.OPTIMUM} in theory"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    checks = {"levers": levers, "experiments": experiments, "pitfalls": pitfalls,
              "theory": theory}
    problems = list(checks[sys.argv[2]](sys.argv[1]))
    print("\n".join([*problems, f"{len(problems)} against expectation"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
