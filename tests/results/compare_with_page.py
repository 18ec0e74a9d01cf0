"""Compares the tables of a page about a format with what such a file holds.

In a table row, the first cell names a thing: `/estimates`, `/estimates/mean`, or `@seed` for an
attribute of the thing that the section's heading names. <measure> stands for any measure, <path>
for any value that a sweep or an optimisation varies.
"""

import re
import sys

import h5py

# Kept by the netCDF and dimension scale conventions; the page says so in a sentence.
CONVENTION = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"}
FIXED = {"replication", "scope", "time", "clock", "utc_offset", "alternative", "point"}
# Laid out like the intervals; the page says so.
PERIODS = {"hours", "days", "weeks", "months"}


def on_page(path):
    things, owner = set(), "/"
    for line in open(path, encoding="utf-8"):
        heading = re.match(r"#+ .*`(/[^`]*)`", line)
        if heading:
            owner = heading.group(1)
            things.add(owner)
        row = re.match(r"\| `([^`]+)` \|", line)
        if row and row.group(1).startswith("@"):
            things.add(owner + row.group(1))
        elif row:
            things.add(row.group(1))
    return things


def general(path):
    parts = path.split("/")
    if parts[1] in PERIODS:
        parts[1] = "intervals"
        path = "/".join(parts)
    if len(parts) == 3 and parts[1] in ("replications", "intervals") and parts[2] not in FIXED:
        suffix = "_half_width" if parts[2].endswith("_half_width") else ""
        return f"/{parts[1]}/<measure>{suffix}"
    if len(parts) == 3 and parts[1] == "design" and parts[2] not in FIXED:
        return "/design/<path>"
    if len(parts) == 3 and parts[1] in ("points", "prices", "front") and "." in parts[2]:
        return f"/{parts[1]}/<path>"
    return path


def in_file(path):
    things = {"/"}
    with h5py.File(path, "r") as f:
        things |= {"/@" + name for name in f.attrs}

        def visit(name, thing):
            place = general("/" + name)
            things.add(place)
            for attribute in thing.attrs:
                if attribute not in CONVENTION:
                    # Columns share what the page says once per group.
                    things.add(f"{place}@{attribute}")

        f.visititems(visit)
    return things


def spread(page):
    """`/estimates/*@long_name` on the page stands for every dataset of the group."""
    return {re.escape(t).replace(r"\*", "[^/@]*") for t in page}


if __name__ == "__main__":
    page, file = on_page(sys.argv[2]), in_file(sys.argv[1])
    patterns = spread(page)
    missing = sorted(t for t in file if not any(re.fullmatch(p, t) for p in patterns))
    stale = sorted(p for p in patterns if not any(re.fullmatch(p, t) for t in file))
    for thing in missing:
        print(f"in the file, not on the page: {thing}")
    for thing in stale:
        print(f"on the page, not in the file: {thing}")
    sys.exit(1 if missing or stale else 0)
