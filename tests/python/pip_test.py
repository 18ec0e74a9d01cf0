"""pip installs what reads from the sources, without a network: pip_test.py PROGRAM SOURCE."""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = (pathlib.Path(word) for word in sys.argv[1:3])
SKIPPED = 77  # as CMakeLists.txt has it

READS = """
import pathlib, sys, tiermix
assert pathlib.Path(tiermix.__file__).is_relative_to(sys.prefix), tiermix.__file__
print(tiermix.open("desk.h5").title)
try:
    tiermix.run("desk.toml")
except ImportError as missing:
    print(missing)
"""


def said(*words, folder):
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    environment["TIERMIX_DATA"] = str(SOURCE)
    done = subprocess.run([str(word) for word in words], cwd=folder, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Pip(unittest.TestCase):
    def test_installs_what_reads(self):
        with tempfile.TemporaryDirectory(prefix="tiermix-pip-") as name:
            folder = pathlib.Path(name)
            shutil.copytree(SOURCE / "tools" / "python", folder / "python")  # pip builds in the folder itself
            said(PROGRAM, "run", SOURCE / "docs" / "two-tiers.toml", "--replications", "2", "-o", "desk.h5",
                 folder=folder)
            said(sys.executable, "-m", "venv", "--system-site-packages", "venv", folder=folder)
            python = folder / "venv" / "bin" / "python"
            said(python, "-m", "pip", "install", "--no-index", "--no-deps",
                 "--no-build-isolation", "./python", folder=folder)

            title, missing = said(python, "-c", READS, folder=folder).splitlines()
            version = said(python, "-c", "from importlib.metadata import version; print(version('tiermix'))",
                           folder=folder)

            self.assertEqual(title, "A small desk")
            self.assertIn("tiermix.run needs the compiled part", missing)
            self.assertIn(version.strip(), said(PROGRAM, "--version", folder=folder).split())


if __name__ == "__main__":
    if not all(importlib.util.find_spec(module) for module in ("ensurepip", "setuptools", "wheel")):
        print("no venv, setuptools or wheel: Debian's python3-venv, python3-setuptools, python3-wheel")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
