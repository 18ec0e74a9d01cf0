"""Scenarios under common random numbers, and whether measures moved as expected.

Expectations are written "measure[@scope] sign", of the second side minus the first: + or -, the paired
95 % interval excludes zero; =, no replication differs; <0.5, the interval lies within that distance of
zero, in the measure's unit. Used by the tests here and by the pages that tools/dev writes.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPERIMENTS = ROOT / "scenarios" / "experiments"


class Difference:
    """The second side minus the first, with the half-width of its paired 95 % interval."""

    def __init__(self, entry, base):
        self.mean = entry["mean"]
        self.half_width = entry["half_width"]
        self.unit = entry["unit"]
        self.base = base

    def is_as(self, sign):
        if self.mean is None:
            return False
        half = self.half_width or 0.0
        if sign == "+":
            return self.mean > half
        if sign == "-":
            return self.mean < -half
        if sign == "=":
            return self.mean == 0.0 and half == 0.0
        return abs(self.mean) + half < float(sign.removeprefix("<"))


class Comparison:
    """What `tiermix compare` found for a base and its alternatives."""

    def __init__(self, program, scenarios, replications, *more):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [program, "compare", *scenarios, "--json", "--all", "--quiet", "--replications",
                 str(replications), "-o", f"{folder}/c.h5", *more],
                capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        self._answer = json.loads(done.stdout)
        self.names = [s["alternative"] for s in self._answer["scenarios"]]
        self._estimates = {(e["alternative"], e["measure"], e["scope"]): e
                           for e in self._answer["estimates"]}
        self._differences = {(d["alternative"], d["measure"], d["scope"]): d
                             for d in self._answer["differences"]}

    def mean(self, name, measure, scope="all"):
        return self._estimates[name, measure, scope]["mean"]

    def half_width(self, name, measure, scope="all"):
        return self._estimates[name, measure, scope]["half_width"]

    def difference(self, name, measure, scope="all"):
        return Difference(self._differences[name, measure, scope],
                          self.mean(self.names[0], measure, scope))

    def found(self, expectation):
        """The difference that an expectation speaks of, of the last scenario from the first."""
        measure, scope, _ = parse(expectation)
        return self.difference(self.names[-1], measure, scope)


def parse(expectation):
    where, sign = expectation.rsplit(" ", 1)
    measure, _, scope = where.partition("@")
    return measure, scope or "all", sign


def read(name):
    return tomllib.loads((pathlib.Path(__file__).parent / name).read_text(encoding="utf-8"))


def overlay(folder, name, base, text):
    """A scenario file that extends another one."""
    path = pathlib.Path(folder) / f"{name}.toml"
    path.write_text(f'extends = "{os.path.relpath(base, folder)}"\ntitle = "{name}"\n{text}\n',
                    encoding="utf-8")
    return path


def move_lever(program, reference, lever, replications):
    """Both sides of a lever of levers.toml."""
    with tempfile.TemporaryDirectory() as folder:
        common = overlay(folder, "common", ROOT / reference, lever.get("common", ""))
        low = overlay(folder, "low", common, lever["low"])
        high = overlay(folder, "high", common, lever["high"])
        return Comparison(program, [low, high], replications)


def in_segment(folder, name, segment):
    """An experiment's scenario, on the desk of another segment than the one that it extends."""
    if name is None:
        return EXPERIMENTS / f"{segment}.toml"
    text = (EXPERIMENTS / f"{name}.toml").read_text(encoding="utf-8")
    desk = os.path.relpath(EXPERIMENTS / f"{segment}.toml", folder)
    path = pathlib.Path(folder) / f"{name}.toml"
    path.write_text(text.replace('extends = "composite.toml"', f'extends = "{desk}"'),
                    encoding="utf-8")
    return path


def run_experiment(program, experiment, segment, weeks, replications):
    """Both sides of an experiment of experiments.toml; weeks include two of warm-up."""
    with tempfile.TemporaryDirectory() as folder:
        return Comparison(program,
                          [in_segment(folder, experiment.get("low"), segment),
                           in_segment(folder, experiment["high"], segment)],
                          replications, "--set", f'time.horizon="{weeks} weeks"')


def sweep(program, scenario, texts, replications, *more):
    """The scenarios {name: change} of one of scenarios/experiments, compared with the first."""
    with tempfile.TemporaryDirectory() as folder:
        files = [overlay(folder, name, EXPERIMENTS / f"{scenario}.toml", text)
                 for name, text in texts.items()]
        return Comparison(program, files, replications, *more)


def threshold(k, policy):
    return f'policy = [{{ name = "{policy}", referral_threshold = {k} }}]'


def digits_of(half_width):
    """Decimals that an interval supports: two digits of its half-width."""
    if not half_width:
        return 2
    decimals = 0
    while half_width * 10 ** decimals < 3.0 and decimals < 4:
        decimals += 1
    return decimals


def is_share(unit):
    return unit in ("1", "1/year")


def value_cell(value, unit):
    if value is None:
        return "-"
    if is_share(unit):
        return f"{100 * value:.1f} %" + (" a year" if unit == "1/year" else "")
    text = f"{value:.0f}" if abs(value) >= 1000.0 else f"{value:.4g}"
    return f"{text} {unit.split('/')[0]}"


def difference_cell(difference):
    if difference.mean is None:
        return "-"
    if difference.is_as("="):
        return "0, in every replication"
    scale, unit = (100.0, "points") if is_share(difference.unit) else (
        1.0, difference.unit.split("/")[0])
    half = scale * (difference.half_width or 0.0)
    places = digits_of(half)
    return f"{scale * difference.mean:+.{places}f} ± {half:.{places}f} {unit}"
