"""The segment scenarios beside the figures published for them: used by tools/calibrate_segments, by
tools/dev/benchmarks_page and by the tests.

Published figures have one decimal or none, so they say no more than that the truth lies within half of
their last digit: half a point of first-contact resolution and of specialist allocation (its figures are
whole), 0.05 of a rating. These are the tolerances. An estimate is within one where its whole confidence
interval is, so that few replications cannot pass for agreement.
"""

import csv
import dataclasses
import json
import pathlib
import subprocess
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]
SCENARIOS = ROOT / "scenarios"
PROGRAM = ROOT / "build" / "release" / "bin" / "tiermix"


@dataclasses.dataclass(frozen=True)
class Figure:
    """One measure that a segment is calibrated on; scale turns a run's unit into the printed one."""

    published_as: str
    measure: str
    title: str
    tolerance: float  # in the unit of the run
    scale: float
    unit: str

    def text(self, value, decimals):
        return f"{self.scale * value:.{decimals}f}{self.unit}"


FIGURES = [
    Figure("first_contact_resolution", "first_contact_resolution", "first-contact resolution", 0.005,
           100.0, " %"),
    Figure("specialist_allocation", "specialist_ratio", "specialist ratio", 0.005, 100.0, " %"),
    Figure("satisfaction_rating", "satisfaction_rating", "satisfaction rating", 0.05, 1.0, ""),
]


@dataclasses.dataclass(frozen=True)
class Estimate:
    mean: float
    half_width: float

    def is_within(self, value, tolerance):
        """Whether the whole interval lies within the tolerance of a value."""
        return abs(self.mean - value) + self.half_width <= tolerance


def shipped():
    """The segment scenarios, complexity first, as scenarios/README.md lists them."""
    order = ["composite", "standard", "moderate", "high", "consumer", "enterprise-hardware",
             "enterprise-software", "over-1b", "under-1b"]
    return [SCENARIOS / f"segment-{name}.toml" for name in order]


def segment_of(scenario):
    """The published segment that a scenario stands for: the first one in its [benchmark]."""
    return tomllib.loads(pathlib.Path(scenario).read_text(encoding="utf-8"))["benchmark"]["segments"][0]


def published(segment):
    """{measure: value in the unit of the run} of one segment; what is not published is not in it."""
    with open(SCENARIOS / "benchmarks" / "sspa.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    values = {row["measure"]: float(row["value"]) for row in rows if row["segment"] == segment}
    return {figure.measure: round(values[figure.published_as] / figure.scale, 6) for figure in FIGURES
            if figure.published_as in values}


def simulate(program, scenario, replications, changes=(), seed=1):
    """{(measure, scope): Estimate} of one run; the same seed means the same customers.

    changes are texts "path=value". Raises RuntimeError with the program's own words."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "run", str(scenario), "--json", "--quiet", "--seed", str(seed),
                   "--replications", str(replications), "-o", f"{folder}/run.h5"]
        for change in changes:
            command += ["--set", change]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return {(e["measure"], e["scope"]): Estimate(e["mean"], e["half_width"])
            for e in json.loads(done.stdout)["estimates"]}
