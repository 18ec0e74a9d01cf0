"""Results files, in Python alone: h5py reads them, xarray and pandas hold them."""

import collections
import io
import pathlib

import h5py
import numpy as np
import pandas as pd
import xarray as xr

_KINDS = {
    "tiermix-results": "run",
    "tiermix-comparison": "comparison",
    "tiermix-sweep": "sweep",
    "tiermix-roi": "roi",
    "tiermix-optimum": "optimum",
}

# What HDF5 and netCDF keep for themselves.
_INTERNAL = {"CLASS", "NAME", "REFERENCE_LIST", "DIMENSION_LIST", "_FillValue", "reported_in",
             "_Netcdf4Dimid", "_Netcdf4Coordinates", "_NCProperties", "_nc3_strict"}

Estimate = collections.namedtuple("Estimate", "mean lower upper half_width unit")
Estimate.__doc__ = "An estimate with its confidence interval, in its unit (1 for shares)."


def open(path):
    """Reads a results file of tiermix run, compare, sweep, roi or optimize.

    Raises OSError where there is no such file or it cannot be read, ValueError where it is someone
    else's or does not match the checksum at its end: cut short, damaged, or changed by another program.
    """
    image = _checked_image(path)
    with h5py.File(io.BytesIO(image), "r") as file:
        attributes = {name: _plain(value) for name, value in file.attrs.items()}
        kind = _KINDS.get(attributes.get("file_type"))
        if kind is None:
            raise ValueError(f"{path}: not a results file of run, compare, sweep, roi or optimize")
        if not str(attributes.get("format_version", "")).startswith("1."):
            raise ValueError(f"{path}: of format {attributes.get('format_version')}, newer than this package")
        tables = {name: _dataset(group) for name, group in file.items()}
    return Results(kind, attributes, tables)


class Results:
    """What one file holds.

    kind         "run", "comparison", "sweep", "roi" or "optimum"
    attributes   what the results come from: title, scenario_text, seed, replications, level, ...
    tables       names of the tables; each is an attribute of its own: a pandas.DataFrame where it is
                 a list of rows (estimates), an xarray.Dataset where its axes have names and labels
                 (replications by replication and scope, days by time and scope)

    frame() and dataset() give any table as the one or the other.
    """

    def __init__(self, kind, attributes, tables):
        self.kind = kind
        self.attributes = attributes
        self._tables = tables

    @property
    def tables(self):
        return list(self._tables)

    @property
    def title(self):
        return self.attributes["title"]

    @property
    def scenario(self):
        """The effective scenario as TOML: base, changes and overrides merged."""
        return self.attributes["scenario_text"]

    def dataset(self, name):
        """A table as an xarray.Dataset.

        Of tables over time, `time` is when time has passed since the start as if no clock were ever
        changed, `clock` beside it what clocks on the wall show, both numpy.datetime64; `utc_offset` is
        there where the scenario has a zone: the hours by which they are ahead of UTC.
        """
        if name not in self._tables:
            raise KeyError(f"no table {name!r} in these results, only {', '.join(self._tables)}")
        return self._tables[name]

    def frame(self, name):
        """A table as a pandas.DataFrame, indexed by its axes where these have labels. Of an optimum, values
        of a variable are numbers where all of them are; NaN where the scenario as it is has none."""
        table = self.dataset(name)
        frame = table.to_dataframe() if table.sizes else pd.DataFrame()
        if list(table.sizes) == ["row"]:
            frame = frame.reset_index(drop=True)
        if self.kind == "optimum" and name != "variables":
            for path in set(self._tables["variables"]["path"].values) & set(frame.columns):
                frame[path] = _numbers(frame[path])
        return frame

    def estimate(self, measure, scope="all", **where):
        """One row of the estimates; in a comparison with alternative="NAME", in a sweep or an
        optimum with point=2; in the latter target=0 is the objective."""
        rows = self.frame("estimates")
        if self.kind == "sweep":
            rows = rows.reset_index()
        for column, value in {"measure": measure, "scope": scope, **where}.items():
            rows = rows[rows[column] == value]
        if len(rows) != 1:
            raise KeyError(f"{len(rows)} estimates of {measure} in {scope}"
                           + (f" with {where}" if where else ""))
        row = rows.iloc[0]
        return Estimate(*(float(row[part]) for part in ("mean", "lower", "upper", "half_width")), row["unit"])

    def __getattr__(self, name):
        tables = self.__dict__.get("_tables", {})
        if name not in tables:
            raise AttributeError(f"no table or attribute {name!r}; tables: {', '.join(tables)}")
        return self.frame(name) if set(tables[name].sizes) <= {"row"} else self.dataset(name)

    def __dir__(self):
        return [*super().__dir__(), *self._tables]

    def __repr__(self):
        width = max(map(len, self._tables), default=0) + 2
        sizes = "\n".join(f"  {name:<{width}}" + ", ".join(f"{axis}: {size}" for axis, size in table.sizes.items())
                          for name, table in self._tables.items())
        article = "an" if self.kind == "optimum" else "a"
        return f"<tiermix.Results of {article} {self.kind}: {self.title!r}>\n{sizes}"


# The last bytes of every results file: this, and the digest of all before it in hexadecimal.
_SEAL = b"tiermix-checksum"


def _checked_image(path):
    """The bytes before the checksum. HDF5 may crash on a damaged file, so nothing else is given to it."""
    content = pathlib.Path(path).read_bytes()
    image, seal = content[:-len(_SEAL) - 16], content[-len(_SEAL) - 16:]
    if not content.startswith(b"\x89HDF\r\n\x1a\n"):
        raise ValueError(f"{path}: not a results file of tiermix, which is HDF5")
    if not image or not seal.startswith(_SEAL):
        raise ValueError(f"{path}: not a results file of tiermix as it was written: the checksum at its end is "
                         "missing (it is cut short, was changed by another program, or is of another program)")
    if seal[len(_SEAL):].decode("ascii", errors="replace") != _digest(image):
        raise ValueError(f"{path}: damaged: its content does not match the checksum at its end")
    return image


def _digest(image):
    """As engine/base/digest.cpp has it; by the engine where it is there."""
    try:
        from . import _engine
    except ImportError:
        return _slow_digest(image)
    return _engine.digest(image)


def _slow_digest(image):
    last = (1 << 64) - 1
    whole = len(image) - len(image) % 8
    words = np.frombuffer(image, dtype=">u8", count=whole // 8).tolist()
    if whole < len(image):
        words.append(int.from_bytes(image[whole:], "big"))
    state = 0xCBF29CE484222325
    for word in [len(image), *words]:
        state = ((state ^ word) * 0x100000001B3) & last
        state = (state << 29 | state >> 35) & last
        state = (state * 0x9E3779B97F4A7C15) & last
    z = (state + 0x9E3779B97F4A7C15) & last
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & last
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & last
    return f"{z ^ z >> 31:016x}"


def _plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, np.ndarray):
        return value.item() if value.size == 1 else value.tolist()
    return value.item() if isinstance(value, np.generic) else value


def _values(dataset):
    if h5py.check_string_dtype(dataset.dtype):
        return np.asarray(dataset.asstr(errors="replace")[()], dtype=object)
    return dataset[()]


def _numbers(texts):
    """The texts as numbers where all that are not empty are."""
    numbers = pd.to_numeric(texts.replace("", np.nan), errors="coerce")
    return numbers if (numbers.isna() == (texts == "")).all() else texts


def _axes(name, dataset):
    """Names of the axes: those of the dimension scales, or the dataset's own where it is one."""
    if h5py.h5ds.is_scale(dataset.id):
        return (name,)
    return tuple(scale.keys()[0] if len(scale) else f"{name}_{i}" for i, scale in enumerate(dataset.dims))


def _dataset(group):
    coordinates, variables = {}, {}
    for name, dataset in group.items():
        axes, values = _axes(name, dataset), _values(dataset)
        attributes = {key: _plain(value) for key, value in dataset.attrs.items() if key not in _INTERNAL}
        if name == "time":
            values, attributes = _moments(values, attributes)
        if name == "clock":
            values = np.array([text.replace(" ", "T") for text in values], dtype="datetime64[ns]")
        is_label = h5py.h5ds.is_scale(dataset.id) or name in ("clock", "utc_offset")
        (coordinates if is_label else variables)[name] = (axes, values, attributes)
    return xr.Dataset(variables, coordinates, {"long_name": _plain(group.attrs.get("long_name", ""))})


def _moments(hours, attributes):
    """Hours since a civil date as datetime64, to the second."""
    start = np.datetime64(attributes["units"].removeprefix("hours since ").replace(" ", "T"), "ns")
    seconds = np.rint(np.asarray(hours) * 3600.0).astype("int64")
    kept = {key: value for key, value in attributes.items() if key not in ("units", "calendar")}
    return start + seconds.astype("timedelta64[s]").astype("timedelta64[ns]"), kept
