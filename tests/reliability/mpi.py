"""Runs commands on the ranks of an MPI job, kills ranks, and compares every result with that of the
program alone, byte by byte.

usage: mpi.py PROGRAM SCENARIOS FOLDER PROGRAM_FOR_MPI

Status 77, and why, where there is no mpirun.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

program, scenarios, folder, for_mpi = (Path(word).resolve() for word in sys.argv[1:5])
if shutil.which("mpirun") is None:
    print("skipped: no mpirun (Debian: openmpi-bin)")
    sys.exit(77)

environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1", "HOME": str(folder),
               "LC_ALL": "C.UTF-8", "OMPI_ALLOW_RUN_AS_ROOT": "1",
               "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
COMMANDS = {
    "run": ["run", "desk.toml", "--replications", "12"],
    "precision": ["run", "desk.toml", "--precision", "1%", "--max-replications", "200"],
    "compare": ["compare", "desk.toml", "other.toml", "--max-replications", "40"],
    "optimum": ["optimize", "two.toml", "--vary", "rep_group.first_line.heads=11:13",
                "--tolerance", "5%", "--subject-to",
                "service_level >= 90% within 60 s", "--subject-to", "wait.tier2 <= 8 h"],
    "sweep": ["sweep", "desk.toml", "--vary", "demand.volume=90%,100%,110%",
              "--replications", "2"],
}
LONG = ["run", "long.toml", "--replications", "24"]


def of_ranks(ranks, words):
    # A job whose network is gone ends by no signal but this.
    return ["timeout", "-k", "5", "240", "mpirun", "--oversubscribe", "--mca", "btl", "self,vader",
            "-n", str(ranks), str(for_mpi), *words, "-q"]


def ended(words):
    return subprocess.run(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)


def expect_same(name):
    whole = (folder / f"{name}.whole").read_bytes()
    result = folder / f"{name}.h5"
    assert result.read_bytes() == whole, f"{name}: another result"
    assert not (folder / f"{name}.h5.shards").exists(), f"{name}: shards are left"
    result.unlink()


def undisturbed(name, words):
    done = ended([str(program), *words, "-q", "-o", f"{name}.whole"])
    assert done.returncode in (0, 4), (name, done.stderr)
    return done.returncode


def rank_of(process):
    """The rank that a process has; none where it is no rank of ours, or gone."""
    try:
        if process.joinpath("comm").read_text() != "tiermix-mpi\n":
            return None
        if os.readlink(process / "cwd") != str(folder):
            return None
        for variable in process.joinpath("environ").read_bytes().split(b"\0"):
            if variable.startswith(b"OMPI_COMM_WORLD_RANK="):
                return int(variable.split(b"=")[1])
    except OSError:
        pass
    return None


def kill_rank(rank):
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and rank_of(process) == rank:
            os.kill(int(process.name), signal.SIGKILL)
            return
    raise AssertionError(f"rank {rank} is not there")


def refused_in_use():
    finished = next(folder.glob("long.h5.shards/*.part"))
    with open(f"{finished}.journal", "wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        for more in ([], ["--force"]):
            refused = ended(of_ranks(2, [*LONG, "-o", "long.h5", *more]))
            assert refused.returncode == 3 and ".journal: is in use by another" in refused.stderr, refused
    os.unlink(other.name)
    assert finished.exists()


def kill_and_resume(rank):
    running = subprocess.Popen(of_ranks(4, [*LONG, "-o", "long.h5"]), cwd=folder, env=environment,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    while not list(folder.glob("long.h5.shards/*.part")):
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    kill_rank(rank)
    _, told = running.communicate()
    assert running.returncode == 137 and f"process rank {rank} " in told, (running.returncode, told)
    assert not (folder / "long.h5").exists()
    finished = len(list(folder.glob("long.h5.shards/*.part")))
    refused = ended(of_ranks(2, [*LONG, "-o", "long.h5"]))
    assert refused.returncode == 3 and "--resume continues it" in refused.stderr, refused
    refused_in_use()
    done = ended(of_ranks(3, [*LONG, "-o", "long.h5", "--resume"]))
    assert done.returncode == 0, done.stderr
    expect_same("long")
    print(f"rank {rank} of 4 killed after {finished} shards: the same")


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
text = (scenarios / "03-three-tiers.toml").read_text()
(folder / "long.toml").write_text(text)
text = text.replace('"26 weeks"', '"4 weeks"')
(folder / "desk.toml").write_text(text)
two_tiers = (scenarios.parent / "docs" / "two-tiers.toml").read_text()
(folder / "two.toml").write_text(two_tiers.replace('"28 weeks"', '"8 weeks"'))
(folder / "other.toml").write_text(text.replace("heads = 21", "heads = 22"))

for name, words in COMMANDS.items():
    status = undisturbed(name, words)
    for ranks in (1, 3, 5):
        done = ended(of_ranks(ranks, [*words, "-o", f"{name}.h5"]))
        assert done.returncode == status, (name, ranks, done.returncode, done.stderr)
        expect_same(name)
    print(f"{name}: the same on 1, 3 and 5 ranks")

undisturbed("long", LONG)
for rank in (1, 0):
    kill_and_resume(rank)

wrong = ended(of_ranks(3, ["run", "none.toml", "-o", "none.h5"]))
assert wrong.returncode == 3 and "none.toml: No such file" in wrong.stderr, wrong
assert not list(folder.glob("none.h5*")), "a folder is left where nothing was begun"
shutil.rmtree(folder)
