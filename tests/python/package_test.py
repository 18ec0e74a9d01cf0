"""The Python package, as its users would use it.

    package_test.py PROGRAM SOURCES
"""

import fcntl
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
import warnings
from unittest import mock

import h5py
import numpy as np
import pandas as pd
import xarray as xr

import tiermix

PROGRAM, SOURCES = sys.argv[1], pathlib.Path(sys.argv[2])
DESK = SOURCES / "docs" / "two-tiers.toml"
FOLDER = tempfile.TemporaryDirectory()


def in_folder(name):
    return os.path.join(FOLDER.name, name)


def results_of(name, *words):
    """A file of the program, made once."""
    path = in_folder(name)
    if not os.path.exists(path):
        subprocess.run([PROGRAM, *map(str, words), "-q", "-o", path], check=True, stderr=subprocess.DEVNULL)
    return path


def a_run():
    return results_of("run.h5", "run", DESK, "--replications", "3", "--set", "rep_group.first_line.heads=13")


class RunRefuses(unittest.TestCase):
    def test_replacing_what_is_no_results_file(self):
        mine = pathlib.Path(in_folder("mine.toml"))
        mine.write_text(DESK.read_text())
        with self.assertRaisesRegex(FileExistsError, "mine.toml: is no results file and is not replaced"):
            tiermix.run(mine, replications=2, output=mine, force=True)
        self.assertEqual(mine.read_text(), DESK.read_text())

    def test_replacing_results_unless_told_to(self):
        path = pathlib.Path(in_folder("twice.h5"))
        tiermix.run(DESK, replications=2, time__horizon="6 weeks", output=path)
        before = path.read_bytes()

        with self.assertRaisesRegex(FileExistsError, r"twice.h5: exists \(force=True replaces it"):
            tiermix.run(DESK, replications=3, time__horizon="6 weeks", output=path)
        with self.assertRaisesRegex(FileExistsError, "twice.h5: exists, with no journal beside it to resume from"):
            tiermix.run(DESK, replications=3, time__horizon="6 weeks", output=path, resume=True)
        self.assertEqual(path.read_bytes(), before)
        self.assertFalse(os.path.exists(f"{path}.journal"))

        desk = tiermix.run(DESK, replications=3, time__horizon="6 weeks", output=path, force=True)

        self.assertEqual(desk.attributes["replications"], 3)
        self.assertEqual(tiermix.open(path).attributes["replications"], 3)

    def test_the_journal_of_other_work_unless_told_to(self):
        path = in_folder("over.h5")
        journal = pathlib.Path(f"{path}.journal")
        journal.write_text("torn")

        with self.assertRaisesRegex(OSError, "over.h5.journal: is there, .*force=True starts over"):
            tiermix.run(DESK, replications=2, time__horizon="6 weeks", output=path)
        self.assertEqual(journal.read_text(), "torn")

        tiermix.run(DESK, replications=2, time__horizon="6 weeks", output=path, force=True)

        self.assertEqual(tiermix.open(path).attributes["replications"], 2)
        self.assertFalse(journal.exists())

    def test_a_file_that_came_while_it_ran(self):
        from tiermix import _engine

        path, real = pathlib.Path(in_folder("late.h5")), _engine.run

        def late(*args, **kwargs):
            path.write_text("of another")
            return real(*args, **kwargs)

        with mock.patch.object(_engine, "run", late), self.assertRaisesRegex(OSError, "late.h5: cannot write"):
            tiermix.run(DESK, replications=2, time__horizon="6 weeks", output=path)
        self.assertEqual(path.read_text(), "of another")

    def test_folders_as_output(self):
        with self.assertRaisesRegex(OSError, "is a folder"):
            tiermix.run(DESK, replications=2, output=FOLDER.name, force=True)

    def test_two_values_for_one_path(self):
        with self.assertRaisesRegex(TypeError, "said twice: rep_group.first_line.heads"):
            tiermix.run(DESK, replications=2, set={"rep_group.first_line.heads": 14}, rep_group__first_line__heads=15)


class Open(unittest.TestCase):
    def test_rows_are_a_frame_and_labelled_axes_a_dataset(self):
        desk = tiermix.open(a_run())

        self.assertEqual(desk.kind, "run")
        self.assertEqual(desk.title, "A small desk")
        self.assertIsInstance(desk.estimates, pd.DataFrame)
        self.assertIsInstance(desk.replications, xr.Dataset)
        self.assertEqual(desk.replications.occupancy.dims, ("replication", "scope"))
        self.assertEqual(desk.replications.occupancy.units, "1")
        self.assertIn("heads = 13", desk.scenario)
        self.assertEqual(desk.attributes["seed"], 1)

    def test_numbers_are_those_of_the_file(self):
        desk = tiermix.open(a_run())

        with h5py.File(a_run(), "r") as file:
            rows = file["estimates"]
            at = [i for i, (m, s) in enumerate(zip(rows["measure"].asstr()[:], rows["scope"].asstr()[:]))
                  if (m, s) == ("cost_per_case", "tier.tier1")][0]
            self.assertEqual(desk.estimate("cost_per_case", "tier.tier1").mean, rows["mean"][at])
            scopes = list(file["replications/scope"].asstr()[:])
            np.testing.assert_array_equal(desk.replications.occupancy.sel(scope="tier.tier2"),
                                          file["replications/occupancy"][:, scopes.index("tier.tier2")])

    def test_times_are_moments(self):
        weeks = tiermix.open(a_run()).weeks

        self.assertEqual(weeks.time.values[0], np.datetime64("2026-01-05"))
        self.assertEqual(weeks.time.values[1], np.datetime64("2026-01-12"))
        self.assertEqual(weeks.clock.values[1], np.datetime64("2026-01-12"))
        self.assertGreater(float(weeks.offered.sel(time="2026-02-02", scope="all")), 0.0)

    def test_clocks_on_the_wall_are_beside_the_time_that_passes(self):
        desk = tiermix.open(results_of("zone.h5", "run", DESK, "--replications", "2", "--set", "time.zone=Europe/Berlin",
                                       "--set", "time.start=2026-03-23"))

        days = desk.days.occupancy.sel(scope="all")
        sunday, monday = days.isel(time=6), days.isel(time=7)
        self.assertEqual(str(sunday.clock.values)[:16], "2026-03-29T00:00")
        self.assertEqual(str(monday.clock.values)[:16], "2026-03-30T00:00")
        self.assertEqual(str(monday.time.values)[:16], "2026-03-29T23:00")
        self.assertEqual((sunday.utc_offset, monday.utc_offset), (1.0, 2.0))
        self.assertEqual(days.groupby("clock.dayofweek").mean().sizes, {"dayofweek": 7})
        by_clock = days.swap_dims(time="clock")
        self.assertEqual(float(by_clock.sel(clock="2026-03-30").item()), float(monday))

    def test_any_table_is_a_frame_too(self):
        desk = tiermix.open(a_run())

        frame = desk.frame("days")
        self.assertEqual(frame.index.names, ["time", "scope"])
        self.assertEqual(frame.loc[(pd.Timestamp("2026-01-06"), "all"), "clock"], pd.Timestamp("2026-01-06"))
        self.assertEqual(set(desk.tables), set(dir(desk)) & set(desk.tables))

    def test_the_other_kinds_are_read_too(self):
        compared = tiermix.open(results_of("compare.h5", "compare", DESK, a_variant(), "--replications", "3"))
        swept = tiermix.open(results_of("sweep.h5", "sweep", DESK, "--vary", "rep_group.first_line.heads=12,13",
                                        "--replications", "3"))
        training = SOURCES / "scenarios" / "training"
        worth = tiermix.open(results_of("roi.h5", "roi", training / "desk.toml", training / "product-knowledge.toml",
                                        "--replications", "2", "--no-sensitivity"))

        self.assertEqual((compared.kind, swept.kind, worth.kind), ("comparison", "sweep", "roi"))
        self.assertIsInstance(compared.differences, pd.DataFrame)
        self.assertEqual(compared.estimate("cost_per_case", alternative="variant").unit, "USD/case")
        self.assertEqual(swept.design["rep_group.first_line.heads"].values.tolist(), [12.0, 13.0])
        self.assertLess(swept.estimate("cost_per_case", point=1).mean, swept.estimate("cost_per_case", point=2).mean)
        self.assertTrue(worth.by_month.cumulative.notna().all())
        for results in (compared, swept, worth):
            self.assertIn(results.title, repr(results))
            for table in results.tables:
                self.assertIsInstance(results.frame(table), pd.DataFrame)
                self.assertIsInstance(results.dataset(table), xr.Dataset)

    def test_an_optimum(self):
        path = in_folder("optimum.h5")
        subprocess.run([PROGRAM, "optimize", str(DESK), "--subject-to", "service_level >= 85%", "--tolerance", "5%",
                        "--vary", "rep_group.first_line.heads=11:14", "--set", "time.horizon=20 weeks", "-q",
                        "-o", in_folder("optimum.toml"), "--results", path], check=True)

        found = tiermix.open(path)

        self.assertEqual((found.kind, found.attributes["end"]), ("optimum", "decided"))
        chosen = found.points.iloc[0]
        self.assertEqual((chosen.point, chosen.fate), (1, "chosen"))
        self.assertIn(found.points["rep_group.first_line.heads"].dtype.kind, "if")
        self.assertIn(f"heads = {chosen['rep_group.first_line.heads']}", pathlib.Path(in_folder("optimum.toml")).read_text())
        self.assertGreater(found.estimate("service_level", point=1).lower, 0.85)
        self.assertEqual(found.estimate("cost_per_case", point=1, target=0).unit, "USD/case")
        for table in found.tables:
            self.assertIsInstance(found.frame(table), pd.DataFrame)
            self.assertIsInstance(found.dataset(table), xr.Dataset)

    def test_what_is_not_there_is_named(self):
        desk = tiermix.open(a_run())

        with self.assertRaisesRegex(AttributeError, "no table or attribute 'estimate_s'; tables: .*estimates"):
            desk.estimate_s
        with self.assertRaisesRegex(KeyError, "no table 'months_'"):
            desk.frame("months_")
        with self.assertRaisesRegex(KeyError, "0 estimates of cost in all"):
            desk.estimate("cost")

    def test_other_files_are_refused(self):
        with h5py.File(in_folder("other.h5"), "w") as file:
            file["x"] = 1
        with self.assertRaisesRegex(ValueError, "other.h5: not a results file"):
            tiermix.open(in_folder("other.h5"))
        with self.assertRaisesRegex(ValueError, "two-tiers.toml: not a results file"):
            tiermix.open(DESK)
        with self.assertRaises(OSError):
            tiermix.open(in_folder("none.h5"))


    def test_damaged_files_are_refused_before_hdf5_sees_them(self):
        whole = pathlib.Path(a_run()).read_bytes()
        bad = pathlib.Path(in_folder("bad.h5"))
        for at in (100, len(whole) // 2, len(whole) - 40):
            bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
            with self.assertRaisesRegex(ValueError, "bad.h5: damaged: its content does not match"):
                tiermix.open(bad)
        for size in (9, 40, len(whole) // 2, len(whole) - 1):
            bad.write_bytes(whole[:size])
            with self.assertRaisesRegex(ValueError, "bad.h5: .*the checksum at its end is missing"):
                tiermix.open(bad)

    def test_without_the_engine_the_checksum_is_the_same(self):
        from tiermix import _engine, reading

        for size in (0, 1, 7, 8, 9, 1000):
            image = bytes((i * 37 + 200) % 256 for i in range(size))
            self.assertEqual(reading._slow_digest(image), _engine.digest(image))


def a_variant():
    path = pathlib.Path(in_folder("variant.toml"))
    path.write_text(f'extends = "{os.path.relpath(DESK, FOLDER.name)}"\n[[rep_group]]\nname = "first_line"\nheads = 13\n', encoding="utf-8")
    return path


class Run(unittest.TestCase):
    def test_it_is_what_the_program_does(self):
        desk = tiermix.run(DESK, replications=3, rep_group__first_line__heads=13)
        same = tiermix.run(DESK, replications=3, threads=1, set={"rep_group.first_line.heads": 13})

        program = tiermix.open(a_run())
        self.assertEqual(desk.attributes["digest"], program.attributes["digest"])
        self.assertEqual(same.attributes["digest"], program.attributes["digest"])
        pd.testing.assert_frame_equal(desk.estimates, program.estimates)
        self.assertEqual(desk.attributes["overrides"], "rep_group.first_line.heads=13")

    def test_texts_carry_their_unit(self):
        desk = tiermix.run(DESK, replications=2, time__horizon="6 weeks")

        self.assertEqual(desk.attributes["horizon_h"], 6 * 168)

    def test_the_results_file_can_be_kept(self):
        path = in_folder("kept.h5")
        desk = tiermix.run(DESK, replications=2, time__horizon="6 weeks", output=path)

        self.assertEqual(tiermix.open(path).attributes["digest"], desk.attributes["digest"])

    def test_mistakes_in_the_scenario_are_named(self):
        with self.assertRaisesRegex(tiermix.ScenarioError, 'unknown key "headz".*Did you mean "heads"'):
            tiermix.run(DESK, rep_group__first_line__headz=13)
        with self.assertRaisesRegex(tiermix.ScenarioError, 'unknown set "sspaa". Did you mean "sspa"'):
            tiermix.run(DESK, benchmark__set="sspaa")
        with self.assertRaisesRegex(ValueError, "replications: 0 is not a whole number from 1"):
            tiermix.run(DESK, replications=0)
        for level in (95, "95%", "0.95", True, float("nan")):
            with self.assertRaisesRegex(ValueError, f"level: {level!r} is not a number between 0 and 1"):
                tiermix.run(DESK, level=level)
        with self.assertRaisesRegex(ValueError, "precision: '1%' is not a number between 0 and 1"):
            tiermix.run(DESK, precision="1%")
        with self.assertRaisesRegex(ValueError, "resume: needs the output"):
            tiermix.run(DESK, resume=True)

    def test_files_that_cannot_be_read_or_written_are_errors_of_the_system(self):
        with self.assertRaisesRegex(OSError, "none.toml"):
            tiermix.run(in_folder("none.toml"))
        with self.assertRaisesRegex(OSError, "nowhere/x.h5: cannot write"):
            tiermix.run(DESK, replications=1, time__horizon="6 weeks", output=in_folder("nowhere/x.h5"))

    def test_warnings_of_the_scenario_are_warnings(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            tiermix.run(DESK, replications=1, time__horizon="6 weeks", rep_group__first_line__heads=1)
        self.assertTrue(any("first_line" in str(w.message) or "tier1" in str(w.message) for w in caught))

    def test_the_lock_is_released_so_that_a_signal_from_another_thread_stops_it(self):
        with self.assertRaises(KeyboardInterrupt):
            interrupted(lambda: True)

    def test_ctrl_c_keeps_what_is_finished_and_the_run_goes_on_from_there(self):
        path = pathlib.Path(in_folder("stopped.h5"))
        journal = pathlib.Path(f"{path}.journal")
        with self.assertRaisesRegex(KeyboardInterrupt, "[1-9][0-9]* finished replications are in .*resume=True"):
            interrupted(lambda: journal.exists() and journal.stat().st_size > 100_000, output=path)

        part = tiermix.open(path)
        finished = part.attributes["replications"]
        self.assertEqual(part.attributes["interrupted"], 1)
        with self.assertRaisesRegex(FileExistsError, "stopped.h5: exists"):
            tiermix.run(DESK, replications=finished + 2, output=path)
        with open(journal, "rb") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            with self.assertRaisesRegex(OSError, "journal: is in use by another program"):
                tiermix.run(DESK, replications=finished + 2, output=path, resume=True)
        with self.assertRaisesRegex(OSError, "journal: is the journal of another --seed"):
            tiermix.run(DESK, replications=finished + 2, output=path, seed=2, resume=True)
        subprocess.run([PROGRAM, "run", DESK, "--replications", str(finished + 1), "--resume", "-q", "-o", path],
                       check=True, stderr=subprocess.DEVNULL)
        whole = tiermix.run(DESK, replications=finished + 1)
        self.assertEqual(tiermix.open(path).attributes["digest"], whole.attributes["digest"])
        self.assertFalse(journal.exists())

    def test_it_goes_on_with_what_the_program_left(self):
        path = pathlib.Path(in_folder("left.h5"))
        journal = pathlib.Path(f"{path}.journal")
        program = subprocess.Popen([PROGRAM, "run", DESK, "--replications", "1000000", "-q", "-o", path],
                                   stderr=subprocess.DEVNULL)
        wait_until(lambda: journal.exists() and journal.stat().st_size > 100_000)
        program.kill()
        program.wait()

        desk = tiermix.run(DESK, replications=3, output=path, resume=True)

        self.assertEqual(desk.attributes["digest"], tiermix.run(DESK, replications=3).attributes["digest"])
        self.assertFalse(journal.exists())


def wait_until(is_so):
    for _ in range(60_000):
        if is_so():
            return
        threading.Event().wait(0.001)
    raise AssertionError("it never came to that")


def interrupted(when, **arguments):
    """A run without end, which SIGINT from another thread ends as soon as `when` is so."""
    from tiermix import _engine

    begun = threading.Event()

    def interrupt():
        begun.wait()
        wait_until(when)
        os.kill(os.getpid(), signal.SIGINT)

    def run(*args, **kwargs):
        begun.set()  # the other thread goes on only once this one gives the lock away
        return real(*args, **kwargs)

    real, interval = _engine.run, sys.getswitchinterval()
    thread = threading.Thread(target=interrupt)
    thread.start()
    sys.setswitchinterval(1000.0)
    try:
        with mock.patch.object(_engine, "run", run):
            tiermix.run(DESK, replications=1_000_000, **arguments)
    finally:
        sys.setswitchinterval(interval)
        thread.join()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
