"""Full disks, folders that cannot be written, files that vanish, two programs at one file, damaged
files: each a clear error, and nothing lost that was finished.

usage: faults.py PROGRAM SCENARIOS FOLDER [--damages N] [--seed S]

Prints what was tried, and how often.
"""

import argparse

import random
import resource
import shutil
import subprocess
import time
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("program", type=Path)
parser.add_argument("scenarios", type=Path)
parser.add_argument("folder", type=Path)
parser.add_argument("--damages", type=int, default=60)
parser.add_argument("--seed", type=int, default=1)
arguments = parser.parse_args()
arguments.program = arguments.program.resolve()

folder = arguments.folder.resolve()
environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C.UTF-8"}
RUN = ["run", "desk.toml", "--replications", "6"]
SWEEP = ["sweep", "desk.toml", "--vary", "demand.volume=90%:110%:5%", "--replications", "3"]
counts = {}


def tried(what, times=1):
    counts[what] = counts.get(what, 0) + times


def start(words, limit=None):
    def limit_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen([str(arguments.program), *words], cwd=folder, env=environment,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True,
                            preexec_fn=limit_files if limit else None)


def tiermix(words, limit=None):
    """Exit status and what was told. No fault may end the program by a signal, or be a defect."""
    running = start(words, limit)
    _, told = running.communicate()
    assert running.returncode in (0, 2, 3, 4), (words, running.returncode, told)
    return running.returncode, told


def expect_error(words, *texts, limit=None):
    status, told = tiermix(words, limit)
    assert status == 3, (words, status, told)
    for text in texts:
        assert text in told, (words, text, told)
    assert len(told.strip().splitlines()) <= 4, told


def content(name):
    return (folder / name).read_bytes()


def expect_resumed(words, output, whole):
    status, told = tiermix([*words, "-q", "-o", output, "--resume"])
    assert status == 0, (words, status, told)
    assert content(output) == whole, f"{words}: another result"
    (folder / output).unlink()


def full_disk(words, whole):
    """The journal meets the limit first, then the results file alone."""
    for limit in (100, 3000, 100_000, 700_000):
        if limit < len(whole):
            expect_error([*words, "-q", "-o", "full.h5"], "cannot write: File too large",
                         limit=limit)
            assert not (folder / "full.h5").exists()
            expect_resumed(words, "full.h5", whole)
            tried("limits on file size")
    with open("/dev/full", "w") as full:
        done = subprocess.run([str(arguments.program), *words, "-o", "full.h5"], cwd=folder,
                              env=environment, stdin=subprocess.DEVNULL, stdout=full,
                              stderr=subprocess.PIPE, text=True)
    assert done.returncode == 3 and "No space left on device" in done.stderr, done.stderr
    (folder / "full.h5").unlink(missing_ok=True)
    (folder / "full.h5.journal").unlink(missing_ok=True)
    tried("full terminals")


def new_scenarios():
    """The scenario meets the limit, or the schema beside it: none of both is left."""
    beginnings = folder / "new"
    beginnings.mkdir()
    for limit in (100, 3000, 20_000):
        expect_error(["new", "new/desk", "--schema"], "cannot write: File too large", limit=limit)
        assert not list(beginnings.iterdir()), list(beginnings.iterdir())
        tried("limits on new scenarios")
    (beginnings / "tiermix.schema.json").write_text("{}")
    expect_error(["new", "new/desk", "--schema", "--force"], "cannot write: File too large", limit=20_000)
    assert [one.name for one in beginnings.iterdir()] == ["tiermix.schema.json"]
    assert (beginnings / "tiermix.schema.json").read_text() == "{}"


def small_disk(words, whole):
    """A file system of its own that fills up; only where this user may mount one."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)],
                             capture_output=True).returncode == 0
    if not mounted:
        return
    try:
        expect_error([*words, "-q", "-o", "disk/full.h5"], "No space left on device")
        assert (disk / "full.h5.journal").exists()
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        expect_resumed(words, "disk/full.h5", whole)
        tried("full file systems")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        expect_error([*words, "-q", "-o", "disk/full.h5"], "cannot write: Read-only file system")
        tried("read-only file systems")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def no_folder():
    expect_error([*RUN, "-o", "nowhere/x.h5"], "nowhere/x.h5: cannot write: No such file")
    expect_error([*RUN, "-o", "."], "is a folder")
    tried("folders that are not there")


def wait_for(path, running):
    while not path.exists():
        assert running.poll() is None, running.communicate()
        time.sleep(0.001)


def two_at_one(whole):
    long_run = ["run", "desk.toml", "--replications", "4000", "-q", "-o", "two.h5"]
    first = start(long_run)
    wait_for(folder / "two.h5.journal", first)
    for more in (["--resume"], ["--force"], []):
        expect_error([*RUN, "-q", "-o", "two.h5", *more], "two.h5.journal: is in use by another")
    first.kill()
    first.communicate()
    expect_error([*RUN, "-q", "-o", "two.h5"], "--resume continues it, --force starts over")
    expect_resumed(RUN, "two.h5", whole)
    tried("second programs at one output", 3)


def vanished(whole):
    running = start([*RUN, "-q", "-o", "gone.h5", "--threads", "1"])
    wait_for(folder / "gone.h5.journal", running)
    (folder / "gone.h5.journal").unlink()
    _, told = running.communicate()
    assert running.returncode == 0, told
    assert "gone.h5.journal: was removed" in told, told
    assert content("gone.h5") == whole
    (folder / "gone.h5").unlink()
    (folder / "leaving").mkdir()
    running = start([*RUN, "-q", "-o", "leaving/x.h5", "--threads", "1"])
    wait_for(folder / "leaving" / "x.h5.journal", running)
    shutil.rmtree(folder / "leaving")
    _, told = running.communicate()
    assert running.returncode == 3 and "leaving/x.h5: cannot write: No such file" in told, told
    tried("journals and folders that vanish", 2)


def damaged(data):
    """The same bytes with a fault as disks and people make them."""
    data = bytearray(data)
    at = random.randrange(len(data))
    kind = random.randrange(4)
    if kind == 0:
        data[at] ^= 1 << random.randrange(8)
    elif kind == 1:
        del data[at:]
    elif kind == 2:
        data[at:at + 512] = bytes(min(512, len(data) - at))
    else:
        data[at:at + 8] = random.randbytes(8)
    return bytes(data)


def journal_of(words, output):
    """That of a run, as it was last seen before the results were in place."""
    journal = folder / f"{output}.journal"
    running = subprocess.Popen([str(arguments.program), *words, "-q", "-o", output], cwd=folder,
                               env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    data = b""
    while running.poll() is None:
        try:
            data = journal.read_bytes() or data
        except FileNotFoundError:
            pass
    assert running.returncode == 0 and data, (running.returncode, len(data))
    (folder / output).unlink()
    return data


def damaged_journals(words, whole):
    data = journal_of(words, "hurt.h5")
    journal = folder / "hurt.h5.journal"
    for _ in range(arguments.damages):
        journal.write_bytes(damaged(data))
        status, told = tiermix([*words, "-q", "-o", "hurt.h5", "--resume"])
        if status == 3:  # its first record: nobody knows what it was
            assert "is no journal, or its beginning is damaged" in told, told
            journal.unlink()
        else:
            assert status == 0 and content("hurt.h5") == whole, (status, told)
            (folder / "hurt.h5").unlink()
        tried("damaged journals")


def damaged_results(whole):
    for _ in range(arguments.damages):
        hurt = damaged(whole)
        if hurt == whole:
            continue
        (folder / "hurt.h5").write_bytes(hurt)
        expect_error(["export", "hurt.h5", "--csv", "-o", "sheets"], "hurt.h5: cannot read")
        tried("damaged results files")
    (folder / "hurt.h5").unlink()


def shards(words, whole):
    parts = []
    for k in (1, 2, 3):
        status, told = tiermix([*words, "-q", "--shard", f"{k}/3", "-o", f"part.{k}"])
        assert status == 0, told
        parts.append(f"part.{k}")
    merge = ["merge", "-q", "-o", "merged.h5"]
    assert tiermix([*merge, *reversed(parts)])[0] == 0
    assert content("merged.h5") == whole
    (folder / "merged.h5").unlink()
    expect_error([*merge, "part.1", "part.3"], "shard 2 of 3 is missing")
    expect_error([*merge, *parts, "part.2"], "is the same shard (2 of 3) as part.2")
    tiermix([*words, "-q", "--shard", "2/3", "--seed", "5", "-o", "foreign"])
    expect_error([*merge, "part.1", "foreign", "part.3"], "foreign: is a shard of another --seed")
    expect_error([*merge, "part.1", "desk.toml", "part.3"], "desk.toml: is no journal")
    tried("missing, repeated and foreign shards", 4)
    second = content("part.2")
    for _ in range(arguments.damages):
        hurt = damaged(second)
        if hurt == second:
            continue
        (folder / "part.2").write_bytes(hurt)
        expect_error([*merge, *parts], "part.2: ")
        status, told = tiermix([*words, "-q", "--shard", "2/3", "-o", "part.2", "--resume"])
        if status == 3:
            assert "is no journal, or its beginning is damaged" in told, told
            (folder / "part.2").write_bytes(second)
        assert tiermix([*merge, *parts])[0] == 0
        assert content("merged.h5") == whole
        (folder / "merged.h5").unlink()
        tried("damaged shards")
    for part in (*parts, "foreign"):
        (folder / part).unlink()


def main():
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    random.seed(arguments.seed)
    text = (arguments.scenarios / "03-three-tiers.toml").read_text()
    (folder / "desk.toml").write_text(text.replace('"26 weeks"', '"4 weeks"'))
    for words in (RUN, SWEEP):
        status, told = tiermix([*words, "-q", "-o", "whole.h5"])
        assert status == 0, told
        whole = content("whole.h5")
        (folder / "whole.h5").unlink()
        full_disk(words, whole)
        damaged_journals(words, whole)
        shards(words, whole)
        if words is RUN:
            small_disk(words, whole)
            no_folder()
            new_scenarios()
            two_at_one(whole)
            vanished(whole)
            damaged_results(whole)
    shutil.rmtree(folder)
    print(", ".join(f"{count} {what}" for what, count in counts.items()), "- seed", arguments.seed)


main()
