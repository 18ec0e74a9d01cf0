"""Runs the scripts of tiermix cluster: that for Slurm with a stand-in for sbatch, which does what
the real one was seen to do, that for GNU parallel where it is installed.

usage: scripts.py PROGRAM SCENARIOS FOLDER

One task in three is killed on its way and started again, as after a failed node.
"""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

program, scenarios, folder = (Path(word).resolve() for word in sys.argv[1:4])

SBATCH = '''#!/usr/bin/env python3
import os, re, subprocess, sys
script = sys.stdin.read()
words = " ".join(sys.argv[1:])
array = re.search(r"--array=1-(\\d+)", words)
output = re.search(r"--output=(\\S+)", words)[1]
assert "--requeue" in words and ("--dependency=afterok:" in words) != bool(array), words
def task(k, seconds=None):
    with open(output.replace("%a", k), "a") as log:
        running = subprocess.Popen(["bash", "-c", script], stdout=log, stderr=log,
                                   env={**os.environ, "SLURM_ARRAY_TASK_ID": k})
        try:
            return running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            return running.wait()
for k in range(1, 1 + int(array[1] if array else 1)):
    if array and k % 3 == 0:
        task(str(k), 0.1)
    status = task(str(k))
    assert status in (0, 4), (k, status)
print(42)
'''


def run(words, **options):
    environment = {"PATH": f"{folder}/bin:/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1",
                   "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, **options)
    assert done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout


def expect_same(engine, command, shards):
    run(["tiermix", *command, "-q", "-o", "whole.h5"])
    script = run(["tiermix", "cluster", f"--{engine}", "--shards", str(shards), "-o",
                  "merged.h5", "--folder", "parts", "--", *command])
    (folder / "script.sh").write_text(script)
    run(["bash", "script.sh"])
    log = folder / "parts" / "merge.log"
    told = log.read_text() if log.exists() else ""
    assert (folder / "merged.h5").exists(), told
    assert (folder / "merged.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    run(["bash", "script.sh"])  # once more is harmless
    for name in ("merged.h5", "whole.h5", "script.sh"):
        (folder / name).unlink()
    shutil.rmtree(folder / "parts")
    print(f"{engine}: {shards} shards of {' '.join(command)}")


shutil.rmtree(folder, ignore_errors=True)
(folder / "bin").mkdir(parents=True)
(folder / "bin" / "tiermix").symlink_to(program)
sbatch = folder / "bin" / "sbatch"
sbatch.write_text(SBATCH)
sbatch.chmod(sbatch.stat().st_mode | stat.S_IXUSR)
text = (scenarios / "03-three-tiers.toml").read_text().replace('"26 weeks"', '"4 weeks"')
(folder / "my desk.toml").write_text(text)
two_tiers = (scenarios.parent / "docs" / "two-tiers.toml").read_text()
(folder / "two tiers.toml").write_text(two_tiers.replace('"28 weeks"', '"8 weeks"'))
OPTIMUM = ["--vary", "rep_group.first_line.heads=11:13", "--subject-to", "service_level >= 90% within 60 s", "--subject-to", "wait.tier2 <= 8 h",
           "--tolerance", "5%", "--set", "title=It's $HOME, \"quoted\""]

engines = ["slurm"] + (["parallel"] if shutil.which("parallel") else [])
for engine in engines:
    expect_same(engine, ["run", "my desk.toml", "--replications", "20"], 6)
    expect_same(engine, ["sweep", "my desk.toml", "--vary", "demand.volume=90%:110%:5%",
                         "--set", "title=It's another",
                         "--replications", "2"], 3)
    expect_same(engine, ["optimize", "two tiers.toml", *OPTIMUM], 4)
shutil.rmtree(folder)
