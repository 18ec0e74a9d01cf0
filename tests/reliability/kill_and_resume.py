"""Kills the program at random moments and resumes it, over and over, and compares every result with
that of an undisturbed run, byte by byte.

usage: kill_and_resume.py PROGRAM SCENARIOS FOLDER [--kills N] [--seed S]

Each round takes one command, kills it after a random share of the time that it takes undisturbed,
resumes it, kills it again, and so on until a resumed one gets through. Rounds go on until N kills
have hit a running program. Prints how many kills, rounds and replications there were.
"""

import argparse
import random
import shutil
import subprocess
import time
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("program", type=Path)
parser.add_argument("scenarios", type=Path)
parser.add_argument("folder", type=Path)
parser.add_argument("--kills", type=int, default=30)
parser.add_argument("--seed", type=int, default=1)
arguments = parser.parse_args()
arguments.program = arguments.program.resolve()

environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C.UTF-8"}

COMMANDS = {
    "run": ["run", "desk.toml", "--replications", "12"],
    "run to a precision": ["run", "desk.toml", "--precision", "3%", "--max-replications", "60"],
    "compare": ["compare", "desk.toml", "other.toml", "--replications", "8"],
    "compare to a choice": ["compare", "desk.toml", "other.toml", "--max-replications", "40"],
    "roi": ["roi", "desk.toml", "other.toml", "--replications", "6", "--no-sensitivity"],
    "sweep": ["sweep", "desk.toml", "--vary", "demand.volume=90%,100%,110%,120%",
              "--replications", "4"],
    "shard": ["run", "desk.toml", "--replications", "24", "--shard", "2/3"],
    "shard of a sweep": ["sweep", "desk.toml", "--vary", "demand.volume=80%:120%:5%",
                         "--replications", "4", "--shard", "2/3"],
}


def command(words, output, *more):
    threads = random.choice(["1", "2", "3", "7"])
    return [str(arguments.program), *words, "--quiet", "--threads", threads, "-o", output, *more]


def in_folder(words, **options):
    return subprocess.run(words, cwd=arguments.folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, **options)


def content_of(name, output):
    """What has to be the same: of a shard, whose records stand as they were finished, the result
    that it is a part of."""
    if not name.startswith("shard"):
        return (arguments.folder / output).read_bytes()
    parts = []
    for other in ("1/3", "3/3"):
        part = f"{name.replace(' ', '-')}.{other[0]}"
        parts.append(part)
        if not (arguments.folder / part).exists():
            words = [other if word == "2/3" else word for word in COMMANDS[name]]
            done = in_folder(command(words, part))
            assert done.returncode == 0, (name, done.stderr)
    done = in_folder([str(arguments.program), "merge", output, *parts, "-q", "-o", "merged.h5"])
    assert done.returncode == 0, (name, done.stderr)
    merged = arguments.folder / "merged.h5"
    content = merged.read_bytes()
    merged.unlink()
    return content


def undisturbed(name, words):
    """The bytes of its result, and how long it took."""
    start = time.monotonic()
    done = in_folder(command(words, "whole"))
    assert done.returncode in (0, 4), (name, done.returncode, done.stderr)
    took = time.monotonic() - start
    whole = arguments.folder / "whole"
    content = content_of(name, "whole")
    whole.unlink()
    return content, took


def killed(words, after):
    """Whether the program was still at it when it was killed."""
    running = subprocess.Popen(words, cwd=arguments.folder, env=environment,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    try:
        _, told = running.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        return True
    assert running.returncode in (0, 4), (words, running.returncode, told)
    return False


def kill_and_resume(name, words, expected):
    content, took = expected
    output = arguments.folder / "result"
    journal = arguments.folder / "result.journal"
    kills = 0
    while killed(command(words, "result", "--resume"), random.uniform(0.0, 1.2 * took)):
        kills += 1
        if output.exists() and not journal.exists():
            break  # between the last two steps: nothing is left to do
        assert not output.exists() or content_of(name, "result") == content, f"{name}: half"
    assert content_of(name, "result") == content, f"{name}: another result after {kills} kills"
    assert not journal.exists(), f"{name}: the journal is left"
    output.unlink()
    for leftover in arguments.folder.glob("result.*.part"):
        leftover.unlink()  # of a kill while the results file was written
    return kills


def main():
    shutil.rmtree(arguments.folder, ignore_errors=True)
    arguments.folder.mkdir(parents=True)
    text = (arguments.scenarios / "03-three-tiers.toml").read_text()
    (arguments.folder / "desk.toml").write_text(text.replace('"26 weeks"', '"4 weeks"'))
    (arguments.folder / "other.toml").write_text(
        text.replace('"26 weeks"', '"4 weeks"').replace("heads = 21", "heads = 22"))
    random.seed(arguments.seed)
    expected = {name: undisturbed(name, words) for name, words in COMMANDS.items()}
    kills = dict.fromkeys(COMMANDS, 0)
    rounds = 0
    while sum(kills.values()) < arguments.kills:
        name = list(COMMANDS)[rounds % len(COMMANDS)]
        kills[name] += kill_and_resume(name, COMMANDS[name], expected[name])
        rounds += 1
    shutil.rmtree(arguments.folder)
    print(f"{sum(kills.values())} kills survived in {rounds} rounds, seed {arguments.seed}:",
          ", ".join(f"{count} of {name}" for name, count in kills.items()))


main()
