"""Several hosts on one machine: network namespaces with names and addresses of their own, joined by a
bridge. A command runs across them under MPI; in shards, each host with a folder of its own; and under
MPI once more while the link of one host is cut, to go on without that host. Every result is compared
with that of the program alone, byte by byte.

usage: hosts.py PROGRAM SCENARIOS FOLDER PROGRAM_FOR_MPI

Status 77, and why, where that cannot be: it takes root, mpirun, ip, nsenter and unshare. Nothing
outside the namespaces is changed, and they are gone with their last process.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

program, scenarios, folder, for_mpi = (Path(word).resolve() for word in sys.argv[1:5])
HOSTS = 3
COMMAND = ["run", "desk.toml", "--replications", "45"]
environment = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "SOURCE_DATE_EPOCH": "1",
               "HOME": str(folder), "LC_ALL": "C.UTF-8", "OMPI_ALLOW_RUN_AS_ROOT": "1",
               "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def ended(words, where=folder):
    return subprocess.run(words, cwd=where, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)


def ok(words, where=folder):
    done = ended(words, where)
    assert done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
    return done


class Hosts:
    """Host h is held by a process that sleeps in its namespace; the bridge is in that of host 1."""

    def __init__(self):
        self.holders = [subprocess.Popen(["unshare", "-n", "sleep", "900"], env=environment)
                        for _ in range(HOSTS)]
        own = os.readlink("/proc/self/ns/net")
        for holder in self.holders:
            while os.readlink(f"/proc/{holder.pid}/ns/net") == own:
                assert holder.poll() is None, "unshare has ended"
                time.sleep(0.01)
        self.spaces = {os.readlink(f"/proc/{holder.pid}/ns/net") for holder in self.holders}
        assert own not in self.spaces and len(self.spaces) == HOSTS

    def words(self, host):
        return ["nsenter", f"--net=/proc/{self.holders[host - 1].pid}/ns/net"]

    def join(self):
        ok([*self.words(1), "ip", "link", "add", "br0", "type", "bridge"])
        ok([*self.words(1), "ip", "address", "add", "10.77.0.1/24", "dev", "br0"])
        ok([*self.words(1), "ip", "link", "set", "br0", "up"])
        for host in range(1, HOSTS + 1):
            ok([*self.words(host), "ip", "link", "set", "lo", "up"])
        for host in range(2, HOSTS + 1):
            ok([*self.words(1), "ip", "link", "add", "name", f"to{host}", "type", "veth", "peer",
                "name", "eth0", "netns", str(self.holders[host - 1].pid)])
            ok([*self.words(1), "ip", "link", "set", f"to{host}", "master", "br0", "up"])
            ok([*self.words(host), "ip", "address", "add", f"10.77.0.{host}/24", "dev", "eth0"])
            ok([*self.words(host), "ip", "link", "set", "eth0", "up"])
        agent = folder / "agent"
        cases = "".join(f"10.77.0.{h}) pid={holder.pid} ;;\n"
                        for h, holder in enumerate(self.holders, 1))
        agent.write_text("#!/bin/bash\nhost=$1\nshift\ncase $host in\n" + cases +
                         '*) exit 2 ;;\nesac\nexec nsenter --net=/proc/$pid/ns/net unshare -u '
                         'bash -c "hostname host-${host##*.}; $*"\n')
        agent.chmod(0o755)

    def mpirun(self, hosts, seconds, what=for_mpi):
        """A job on two ranks of each host. Where a link is cut, mpirun waits for ever, and SIGTERM
        does not end it."""
        listed = ",".join(f"10.77.0.{host}:2" for host in hosts)
        settings = {"plm_rsh_agent": str(folder / "agent"), "plm_rsh_no_tree_spawn": "1",
                    "btl": "tcp,self", "btl_tcp_if_include": "10.77.0.0/24",
                    "oob_tcp_if_include": "10.77.0.0/24"}
        return ["timeout", "-k", "2", str(seconds), *self.words(1), "unshare", "-u", "bash", "-c",
                'hostname host-1; exec "$@"', "mpirun", "mpirun", "--host", listed,
                *(word for name, value in settings.items() for word in ("--mca", name, value)),
                "-n", str(2 * len(hosts)), str(what)]

    def end_all(self, spared=()):
        """Ends what is left in the namespaces. No other process is ever in them."""
        for process in Path("/proc").iterdir():
            try:
                if process.name.isdigit() and int(process.name) not in spared and \
                        os.readlink(process / "ns/net") in self.spaces:
                    os.kill(int(process.name), signal.SIGKILL)
            except OSError:
                pass  # gone already

    def close(self):
        self.end_all()
        for holder in self.holders:
            holder.wait()


def expect_same(result, words):
    assert (folder / result).read_bytes() == (folder / "whole.h5").read_bytes(), f"{words}: differs"
    (folder / result).unlink()
    print(f"{words}: the same")


def across(hosts):
    job = [*hosts.mpirun([1, 2, 3], 120), *COMMAND, "-q", "-o", "mpi.h5"]
    names = ok(hosts.mpirun([1, 2, 3], 60, "hostname")).stdout.split()
    assert sorted(names) == sorted(2 * [f"host-{host}" for host in (1, 2, 3)]), names
    ok(job)
    expect_same("mpi.h5", f"MPI across {HOSTS} hosts")


def in_own_folders(hosts):
    shards = []
    running = []
    for host in range(1, HOSTS + 1):
        own = folder / f"host-{host}"
        own.mkdir()
        shutil.copy(folder / "desk.toml", own)
        running.append(subprocess.Popen(
            [*hosts.words(host), str(program), *COMMAND, "-q", "--shard", f"{host}/{HOSTS}", "-o",
             "own.part"], cwd=own, env=environment))
        shards.append(f"{host}.part")
    for host, one in enumerate(running, 1):
        assert one.wait(120) == 0
        shutil.copy(folder / f"host-{host}" / "own.part", folder / f"{host}.part")
    ok([str(program), "merge", *shards, "-q", "-o", "merged.h5"])
    expect_same("merged.h5", f"shards in {HOSTS} folders, copied")


def without_one(hosts):
    job = [*hosts.mpirun([1, 2, 3], 15), *COMMAND, "-q", "-o", "cut.h5", "--shards", "15"]
    running = subprocess.Popen(job, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not list(folder.glob("cut.h5.shards/*.part")):
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    ok([*hosts.words(1), "ip", "link", "set", "to3", "down"])
    began = time.monotonic()
    status = running.wait()
    waited = time.monotonic() - began
    hosts.end_all({holder.pid for holder in hosts.holders})
    running.communicate()
    assert status != 0 and not (folder / "cut.h5").exists(), status
    finished = len(list(folder.glob("cut.h5.shards/*.part")))
    ok([*hosts.mpirun([1, 2], 120), *COMMAND, "-q", "-o", "cut.h5", "--resume"])
    expect_same("cut.h5", f"link of host 3 cut, job ended by the time limit after {waited:.0f} s with "
                f"status {status} and {finished} of 15 shards, resumed on hosts 1 and 2")


if os.geteuid() != 0:
    skip("namespaces take root")
for needed in ("mpirun", "ip", "nsenter", "unshare"):
    if shutil.which(needed, path=environment["PATH"]) is None:
        skip(f"no {needed}")
refused = subprocess.run(
    ["unshare", "-n", "ip", "link", "add", "name", "v1", "type", "veth", "peer", "name", "v2"],
    env=environment, capture_output=True, text=True)
if refused.returncode != 0:
    skip(f"this machine refuses: {refused.stderr.strip()}")
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
(folder / "desk.toml").write_text((scenarios / "03-three-tiers.toml").read_text())
ok([str(program), *COMMAND, "-q", "-o", "whole.h5"])
hosts = Hosts()
try:
    hosts.join()
    across(hosts)
    in_own_folders(hosts)
    without_one(hosts)
finally:
    hosts.close()
shutil.rmtree(folder)
