"""Simulation: the engine writes a results file, which is read as any other."""

import errno
import numbers
import os
import pathlib
import tempfile
import warnings

from . import reading


class ScenarioError(ValueError):
    """The scenario is not valid; the text has one line per problem, with file, line and column."""


def run(scenario, *, replications=30, seed=1, precision=None, max_replications=10_000, level=0.95, threads=0,
        output=None, resume=False, force=False, set=None, **overrides):  # noqa: A002 - as the option of the program
    """Simulates a scenario file as `tiermix run` does, and returns its Results.

    overrides    values to change, named by their path with two underscores for each dot:
                 rep_group__first_line__heads=13; set={"rep_group.first_line.heads": 13} is the same.
                 Texts carry their unit: time__horizon="26 weeks".
    precision    go on until the half-widths of the headline measures are at most this share of their
                 means, max_replications at most
    threads      0 for all cores; no part of the result
    output       results file to keep; one that exists is refused, see force. Ctrl-C ends the run after
                 the replications that are running, leaves there what is finished, with a journal beside
                 it (output and ".journal"), and raises KeyboardInterrupt. Without an output nothing is left
    resume       go on where a run with this output was killed or interrupted, to the same results; also
                 where that was one of `tiermix run`, which goes on with what this left
    force        replace the results file that is the output, and start over where a journal is beside it

    The interpreter's lock is released: several runs may go on in threads. Warnings about the scenario
    are warnings of Python. Raises ScenarioError where the scenario is not valid, FileExistsError where the
    output exists, OSError where a file cannot be read or written.
    """
    try:
        from . import _engine  # what only reads needs no engine
    except ImportError as missing:
        raise ImportError("tiermix.run needs the compiled part of the package, of the Debian package "
                          "python3-tiermix or a build folder, and the interpreter it was built for; "
                          f"tiermix.open reads without it ({missing})") from missing

    named = {path.replace("__", "."): value for path, value in overrides.items()}
    twice = sorted(named.keys() & (set or {}).keys())
    if twice:
        raise TypeError(f"said twice: {', '.join(twice)}")
    changes = {**named, **(set or {})}
    _check(replications=(replications, 1, 1_000_000), max_replications=(max_replications, 1, 1_000_000),
           seed=(seed, 0, 2**64 - 1), threads=(threads, 0, 4096))
    for name, share in (("level", level), ("precision", precision)):
        if share is not None and not _is_share(share):
            raise ValueError(f"{name}: {share!r} is not a number between 0 and 1, such as 0.95 for 95%")
    if resume and output is None:
        raise ValueError("resume: needs the output of the run that was interrupted")
    with tempfile.TemporaryDirectory(prefix="tiermix-") as folder:
        if output is not None:
            _check_output(os.fspath(output), resume=resume, force=force)
        path = os.fspath(output) if output is not None else os.path.join(folder, "results.h5")
        told, errors = _engine.run(
            os.fspath(scenario), overrides=[(p, _text(v)) for p, v in changes.items()],
            benchmarks=str(_data_folder() / "scenarios" / "benchmarks"), output=path,
            is_kept=output is not None, resumes=bool(resume), replaces=bool(force),
            seed=seed, replications=replications, precision=precision or 0.0, max_replications=max_replications,
            level=level, threads=threads)
        for line in told:
            warnings.warn(line, stacklevel=2)
        if errors:
            raise ScenarioError(errors)
        return reading.open(path)


def _check_output(path, *, resume, force):
    """Before hours of work go into what cannot be written, or into what is somebody's own."""
    if os.path.isdir(path):
        raise IsADirectoryError(f"{path}: is a folder (output names a file)")
    goes_on = resume and os.path.exists(f"{path}.journal")
    if os.path.isfile(path) and not force and not goes_on:
        alone = ", with no journal beside it to resume from" if resume else ""
        raise FileExistsError(f"{path}: exists{alone} (force=True replaces it, output names another)")
    if os.path.isfile(path) and not _looks_like_results(path):
        raise FileExistsError(f"{path}: is no results file and is not replaced (output names another)")
    folder = os.path.dirname(path) or "."
    if not os.access(folder, os.W_OK | os.X_OK):
        reason = errno.EACCES if os.path.isdir(folder) else errno.ENOENT
        raise OSError(f"{path}: cannot write: {os.strerror(reason)}")


def _looks_like_results(path):
    """Results, shards and what is empty; a scenario or a text by mistake is not."""
    with open(path, "rb") as file:
        start = file.read(23)
    return not start or start.startswith(b"\x89HDF") or start[8:] == b"tiermix-journal"


def _is_share(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and 0.0 < value < 1.0


def _check(**arguments):
    for name, (value, low, high) in arguments.items():
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{name}: {value!r} is not a whole number from {low} to {high}")


def _text(value):
    """As after the = of --set."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _data_folder():
    """Where scenarios/ is: below TIERMIX_DATA, or share/tiermix beside the folder of the package."""
    given = os.environ.get("TIERMIX_DATA")
    if given:
        return pathlib.Path(given)
    for above in pathlib.Path(__file__).resolve().parents:
        for place in (above / "share" / "tiermix", above):
            if (place / "scenarios" / "benchmarks").is_dir():
                return place
    raise FileNotFoundError("no folder scenarios/ (TIERMIX_DATA names the one it is in)")
