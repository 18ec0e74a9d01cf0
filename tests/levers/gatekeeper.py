"""The gatekeeper of scenarios/experiments/gatekeeper.toml in closed form, and simulated."""

import paired

F0, TIME_DIAGNOSIS, TIME_TREATMENT, TIME_EXPERT = 0.95, 5.0, 12.0, 45.0  # minutes
COST_GATEKEEPER, COST_EXPERT, COST_FAILURE = 38.0 / 60.0, 70.0 / 60.0, 8.0  # per minute; each
CRITICAL = ((COST_GATEKEEPER * TIME_TREATMENT + COST_FAILURE)
            / (COST_EXPERT * TIME_EXPERT + COST_FAILURE))
OPTIMUM = 1.0 - CRITICAL / F0
THRESHOLDS = [0, 0.25, 0.5, 0.7286, 0.9, 1]
GRID = [round(0.60 + 0.01 * step, 2) for step in range(27)]
LEVELS = {"L0": (0.60, 0.6), "L1": (0.80, 1.0), "L2": (0.92, 1.5), "L3": (0.97, 2.5)}


def expected(k):
    """Cost per case, share resolved at tier one, failed attempts per case."""
    resolved = F0 * (k - k * k / 2.0)
    cost = (COST_GATEKEEPER * (TIME_DIAGNOSIS + k * TIME_TREATMENT)
            + COST_EXPERT * TIME_EXPERT * (1.0 - resolved) + COST_FAILURE * (k - resolved))
    return {"handle_cost_per_case": cost, "first_level_resolution": resolved,
            "failed_attempts_per_case": k - resolved}


def escalated(f0, b):
    """Share that a tier which tries everything escalates."""
    return 1.0 - f0 * b / (b + 1.0)


def name_of(k):
    return f"up to {k}"


def at_thresholds(program, thresholds, replications, *more):
    return paired.sweep(program, "gatekeeper",
                        {name_of(k): paired.threshold(k, "gatekeeper") for k in thresholds},
                        replications, *more)


def best_of(program, grid, replications):
    """The threshold of least cost, and those that cannot be told from it."""
    first = at_thresholds(program, grid, replications)
    best = min(grid, key=lambda k: first.mean(name_of(k), "handle_cost_per_case"))
    others = [k for k in grid if k != best]
    against = at_thresholds(program, [best, *others], replications)
    alike = [k for k in others
             if not against.difference(name_of(k), "handle_cost_per_case").is_as("+")]
    return best, sorted([best, *alike])


def at_levels(program, replications):
    """The four training levels, each trying everything."""
    return paired.sweep(program, "gatekeeper", {
        level: paired.threshold(1, "gatekeeper") + "\ntier = [{ name = \"first_line\", resolve = "
               f"{{ f0 = {f0}, b = {b} }} }}]"
        for level, (f0, b) in LEVELS.items()}, replications)
