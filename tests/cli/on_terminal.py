"""What the program prints on a terminal, in a pipe, and with the variables that people set.

    on_terminal.py PROGRAM SCENARIO FOLDER
"""

import fcntl
import os
import pathlib
import pty
import struct
import subprocess
import sys
import termios

PROGRAM, SCENARIO, FOLDER = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]) / "terminal"
WORDS = ["run", SCENARIO, "--replications", "3", "-o", "desk.h5", "--force"]
PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
BLOCKS = set("▁▂▃▄▅▆▇")


def on_terminal(columns, *more, **variables):
    """Standard output on a terminal so wide; standard error elsewhere."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen([PROGRAM, *WORDS, *more], cwd=FOLDER, env={**PLAIN, **variables}, stdout=theirs,
                          stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        os.close(theirs)
        text = b""
        try:
            while piece := os.read(ours, 65536):
                text += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert child.returncode == 0, child.returncode
    return text.decode().replace("\r\n", "\n")


def in_pipe(*more, **variables):
    return subprocess.run([PROGRAM, *WORDS, *more], cwd=FOLDER, env={**PLAIN, **variables}, text=True, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def widest(text):
    return max(len(line) for line in text.splitlines())


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    shown = on_terminal(90)
    assert "\x1b[" in shown, "a terminal has colour"
    assert "week by week" in shown and BLOCKS & set(shown), "and small charts"

    plain = on_terminal(90, NO_COLOR="1")
    assert "\x1b" not in plain, "NO_COLOR"
    assert "week by week" in plain, "NO_COLOR is about colour alone"
    assert "\x1b" in on_terminal(90, NO_COLOR=""), "an empty NO_COLOR is none"
    assert "\x1b" not in on_terminal(90, "--no-color"), "--no-color"
    assert "\x1b" in on_terminal(90, "--color=always", NO_COLOR="1"), "an option beats the variable"

    dumb = on_terminal(90, TERM="dumb")
    assert "\x1b" not in dumb and not BLOCKS & set(dumb), "TERM=dumb"
    ascii_only = on_terminal(90, LC_ALL="C", NO_COLOR="1")
    assert ascii_only.isascii(), "a locale without Unicode"

    for columns in (60, 80, 100):
        assert widest(on_terminal(columns, NO_COLOR="1")) <= columns, columns
        assert widest(on_terminal(200, NO_COLOR="1", COLUMNS=str(columns))) <= columns, f"COLUMNS={columns}"
    assert widest(on_terminal(100, "--by", "week", NO_COLOR="1")) <= 100, "a listing fits the terminal"
    assert "no room for: " in on_terminal(80, "--by", "week", NO_COLOR="1")

    pipe = in_pipe()
    assert "\x1b" not in pipe and "week by week" not in pipe, "a pipe is plain"
    assert in_pipe(COLUMNS="nonsense") == pipe and in_pipe(COLUMNS="0") == pipe
    assert widest(in_pipe(COLUMNS="70")) <= 70
    listing = in_pipe("--by", "week")
    assert "no room" not in listing and in_pipe("--by", "week", COLUMNS="70") == listing, "a pipe has all columns"

    turned = on_terminal(90, "--set", "title=A \u202eksed\u2066 \u009b2J", NO_COLOR="1")
    assert "A \\u202eksed\\u2066 \\u009b2J" in turned, "what turns the order of letters around is shown"
    assert not set(turned) & set("\u202e\u2066\u009b\x1b")
    print("as on a terminal")


if __name__ == "__main__":
    main()
