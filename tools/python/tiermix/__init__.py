"""Results of tiermix as labelled arrays and data frames, and simulation from Python.

    import tiermix

    desk = tiermix.run("desk.toml", rep_group__first_line__heads=13)
    desk = tiermix.open("desk.h5")
    desk.estimates                              # a pandas.DataFrame
    desk.replications.occupancy.sel(scope="all")  # a labelled array of an xarray.Dataset
"""

from .reading import Estimate, Results, open  # noqa: A004 - as xarray and h5py would call it
from .running import ScenarioError, run

__all__ = ["Estimate", "Results", "ScenarioError", "open", "run"]
