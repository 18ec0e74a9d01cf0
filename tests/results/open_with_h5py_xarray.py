"""Opens the example results as their users would: h5py, xarray with both engines, ncdump."""

import subprocess
import sys

import h5py
import numpy as np
import xarray as xr

CLASS = "case.how to, ü"


def check(condition, what):
    if not condition:
        sys.exit(f"{sys.argv[1]}: {what}")


def with_h5py(path):
    with h5py.File(path, "r") as f:
        check(f.attrs["file_type"].decode() == "tiermix-results", "h5py: file_type")
        check(f.attrs["title"].decode() == "Bürostühle & Söhne", "h5py: title")
        check(int(f.attrs["seed"][0]) == 0xFEDCBA9876543210, "h5py: seed")
        groups = {"estimates", "replications", "intervals", "hours", "days", "weeks", "months"}
        groups |= {"benchmarks", "flows", "level_mix", "targets", "time_to_resolve"}
        check(set(f) == groups, "h5py: groups")
        figures = f["benchmarks"]
        check(figures["set"].asstr()[:].tolist() == ["sspa", "mine"], "h5py: benchmark sets")
        check(figures["differs"].asstr()[1] == "by survey", "h5py: a definition that differs")
        rows = f["estimates"]
        check(rows["scope"].asstr()[1] == CLASS, "h5py: name of a scope")
        check(np.isposinf(rows["half_width"][2]), "h5py: infinite half-width")
        table = f["replications/first_contact_resolution"]
        check([d.keys()[0] for d in table.dims] == ["replication", "scope"], "h5py: dimensions")
        check(table.fletcher32 and table.shuffle and table.compression == "gzip", "h5py: filters")


def with_xarray(path, engine):
    rows = xr.open_dataset(path, group="estimates", engine=engine).to_dataframe()
    cost = rows[(rows.measure == "cost_per_case") & (rows.scope == "tier.tier1")].iloc[0]
    check(cost.unit == "EUR/case" and cost["mean"] == 1.0 / 3.0, f"{engine}: a row as a data frame")

    replications = xr.open_dataset(path, group="replications", engine=engine)
    fcr = replications.first_contact_resolution
    check(fcr.sel(scope=CLASS).values.tolist() == [0.2, 0.4, 0.6], f"{engine}: one scope by name")
    check(fcr.sel(scope="tier.tier1").isnull().all(), f"{engine}: nothing where not reported")
    check(fcr.attrs["units"] == "1", f"{engine}: units")

    intervals = xr.open_dataset(path, group="intervals", engine=engine)
    check(
        intervals.time.values[1] == np.datetime64("2026-01-05T00:30:00"), f"{engine}: time of day"
    )
    check(
        np.isposinf(intervals.offered_half_width.sel(scope="all").values[1]),
        f"{engine}: infinite half-width of an interval",
    )
    mix = xr.open_dataset(path, group="level_mix", engine=engine)
    seniors = mix.people.sel(scope="tier.tier1", level="senior")
    check(seniors.values.tolist() == [2.0, 1.0], f"{engine}: people at a level by month")
    check(mix.time.values[1] == np.datetime64("2026-02-01T00:00:00"), f"{engine}: a month")
    root = xr.open_dataset(path, engine=engine)
    check(root.attrs["currency"] == "EUR", f"{engine}: attributes of the root")


def with_ncdump(path, ncdump):
    header = subprocess.run(
        [ncdump, "-h", path], check=True, capture_output=True, text=True
    ).stdout
    for line in (
        'string scope(scope) ;',
        'double cost_per_case(replication, scope) ;',
        'time:units = "hours since 2026-01-05 00:00:00" ;',
        ':format_version = "1.8" ;',
    ):
        check(line in header, f"ncdump: no line {line}")


if __name__ == "__main__":
    with_h5py(sys.argv[1])
    for name in ("h5netcdf", "netcdf4"):
        with_xarray(sys.argv[1], name)
    with_ncdump(sys.argv[1], sys.argv[2])
