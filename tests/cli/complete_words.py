"""Completes command lines in the shells that are here, as their users would with the Tab key.

    complete_words.py PROGRAM FOLDER
"""

import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys

# The line up to the cursor, and what has to be among the completions of its last word.
ASKED = [
    ("tiermix swe", "sweep"),
    ("tiermix help expl", "explain-gap"),
    ("tiermix run --outp", "--output"),
    ("tiermix run des", "desk.toml"),
    ("tiermix export des", "desk.h5"),
    ("tiermix new --like segment-stan", "segment-standard"),
    ("tiermix run --by wee", "week"),
    ("tiermix compare --by cost_per_case,occup", "cost_per_case,occupancy"),
    ("tiermix completion zs", "zsh"),
    ("tiermix explain utilis", "utilisation"),
]
UNIQUE = [line for line in ASKED if line[0] != "tiermix help expl"]  # for zsh, which shows one only

BASH = """source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_tiermix tiermix "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def bash(script, folder):
    for line, expected in ASKED:
        words = line.split(" ")
        done = subprocess.run(["bash", "--norc", "-c", BASH, "bash", script, *words], cwd=folder, text=True,
                              capture_output=True, check=True)
        assert expected in done.stdout.splitlines(), f"bash: {line}: {done.stdout}{done.stderr}"
    colour = subprocess.run(["bash", "--norc", "-c", BASH, "bash", script, "tiermix", "run", "--color", "=", "al"],
                            text=True, capture_output=True, check=True)
    assert colour.stdout == "always\n", colour.stdout


def fish(script, folder):
    for line, expected in ASKED:
        done = subprocess.run(["fish", "--no-config", "-c", f"source '{script}'; complete -C '{line}'"], cwd=folder,
                              text=True, capture_output=True, check=True)
        found = [row.split("\t")[0] for row in done.stdout.splitlines()]
        assert expected in found, f"fish: {line}: {done.stdout}{done.stderr}"
        assert done.stderr == "", done.stderr


class Zsh:
    """An interactive shell on a terminal of its own."""

    def __init__(self, script, folder):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.environ.update(TERM="dumb", HOME=str(folder))
            os.execvp("zsh", ["zsh", "-f", "-i"])
        self.seen = ""
        self.send("PROMPT=; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; bindkey -e; "
                  f"source '{script}'; print -r -- READY'.'\n")
        self.read_until("READY.")

    def send(self, text):
        os.write(self.terminal, text.encode())

    def read_until(self, text):
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], 30)
            assert ready, f"zsh: no {text!r} in {self.seen!r}"
            self.seen += os.read(self.terminal, 65536).decode(errors="replace")

    def completed(self, line):
        """The line after the Tab key: the cursor goes to its start, and it becomes the words of print."""
        self.seen = ""
        self.send(line + "\t" + "\x01print -r -- 'GOT'\x05 'END'\n")
        self.read_until("GOT")
        self.read_until("\nGOT")
        self.read_until(" END\r\n")
        return self.seen[self.seen.rindex("\nGOT") + 4:].split(" END")[0]

    def close(self):
        os.write(self.terminal, b"exit\n")
        os.close(self.terminal)
        os.waitpid(self.child, 0)


def zsh(script, folder):
    shell = Zsh(script, folder)
    for line, expected in UNIQUE:
        got = shell.completed(line)
        assert got.startswith(line) and got.rstrip(" =").endswith(expected), f"zsh: {line}: {got!r}"
    shell.close()


def main():
    program, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) / "completion"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("desk.toml", "desk.h5"):
        (folder / name).touch()
    os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"
    tried = []
    for name, check in (("bash", bash), ("fish", fish), ("zsh", zsh)):
        if shutil.which(name) is None:
            continue
        script = folder / f"tiermix.{name}.txt"
        script.write_text(subprocess.run([program, "completion", name], text=True, capture_output=True,
                                         check=True).stdout, encoding="utf-8")
        check(str(script), folder)
        tried.append(name)
    print("completed in " + ", ".join(tried))


if __name__ == "__main__":
    main()
