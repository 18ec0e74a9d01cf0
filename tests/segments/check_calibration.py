#!/usr/bin/python3
"""Checks that tools/calibrate_segments finds the inputs of a segment scenario again.

    check_calibration.py PROGRAM

A copy of the scenario with fewest cases has all three inputs put off; one call has to bring the figures
back and change nothing else, a second one nothing at all, and --check has to tell the two apart.
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "scenarios" / "segment-high.toml"
OFF = {  # number as shipped begins: number put in its place, with the shares still summing to 100
    "per_hour = ": "80.0",
    'resolve = "': "44.677",
    'pending = "': "43.023",
    "expectation = ": "1.000",
}


def is_marked(line):
    return "# calibrated" in line


def put_off(text):
    lines = text.splitlines(keepends=True)
    for i, line in enumerate(lines):
        for key, number in OFF.items():
            if is_marked(line) and key in line:
                before, after = line.split(key, 1)
                rest = after.lstrip("-0123456789.")
                lines[i] = line = before + key + number + rest
    return "".join(lines)


def numbers(text):
    found = {}
    for line in text.splitlines():
        for key in OFF:
            if is_marked(line) and key in line:
                after = line.split(key, 1)[1]
                found[key] = float(after[:len(after) - len(after.lstrip("-0123456789."))])
    return found


def call(program, *arguments):
    done = subprocess.run([ROOT / "tools" / "calibrate_segments", "--program", program, *arguments],
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def expect(holds, what, shown=""):
    if not holds:
        sys.exit(f"check_calibration: {what}\n{shown}")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "segment-copy.toml"
        shipped = SHIPPED.read_text(encoding="utf-8")
        off = put_off(shipped)
        expect(len(numbers(shipped)) == 4 and set(numbers(off).values())
               == {float(number) for number in OFF.values()}, "the scenario has other marks")
        copy.write_bytes(off.replace("\n", "\r\n").encode())  # line ends of another system stay too

        status, shown = call(program, "--check", copy)
        expect(status == 1 and shown.count("not within") == 2, "what is off is not seen", shown)

        status, shown = call(program, copy)
        expect(status == 0 and "nothing to change" not in shown, "nothing was found", shown)
        found = copy.read_bytes().decode()
        for key, tolerance in {"per_hour = ": 0.6, 'resolve = "': 0.15, "expectation = ": 0.02}.items():
            expect(abs(numbers(found)[key] - numbers(shipped)[key]) < tolerance,
                   f"{key}{numbers(found)[key]} is not near {numbers(shipped)[key]}")
        both = numbers(found)['resolve = "'] + numbers(found)['pending = "']
        expect(abs(both - 87.7) < 1e-9, "the shares of a session no longer sum to 100 %")
        kept = [[line for line in text.split("\n") if not is_marked(line)] for text in (found, off)]
        kept[1] = [line + "\r" if line or i + 1 < len(kept[1]) else line
                   for i, line in enumerate(kept[1])]
        expect(kept[0] == kept[1], "a line without a mark has changed")

        status, shown = call(program, copy)
        expect(status == 0 and "nothing to change" in shown
               and copy.read_bytes().decode() == found, "a second call changes something", shown)
        status, shown = call(program, "--check", copy)
        expect(status == 0 and "not within" not in shown, "what was found is not within", shown)

        copy.write_text(shipped.replace("# calibrated", "#"), encoding="utf-8")
        status, shown = call(program, copy)
        expect(status == 2 and "no line is marked" in shown, "a file without marks is accepted", shown)
        status, shown = call(program, pathlib.Path(folder) / "missing.toml")
        expect(status == 3, "a missing file has another status", shown)
    print("the inputs were found again, and nothing else was touched")


if __name__ == "__main__":
    main()
