# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Line coverage per folder, from gcovr's JSON summary.

usage: coverage.py SUMMARY_JSON"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

# What must not fall below: the policies are what everything rests on, and headers come from strangers.
FLOORS = (
    ("all of core", 90.0, re.compile(r"core/")),
    ("core/resilience", 100.0, re.compile(r"core/resilience/")),
    ("the readers of headers", 100.0,
     re.compile(r"core/(?:http/(?:headers|httpdate|retryafter)|resilience/(?:quota|structured|serverquota))")),
)


def share(files):
    covered, total = sum(f["line_covered"] for f in files), sum(f["line_total"] for f in files)
    return covered, total, 100.0 * covered / total if total else 100.0


def main():
    files = json.loads(Path(sys.argv[1]).read_text())["files"]
    folders = defaultdict(list)
    for file in files:
        folders["/".join(file["filename"].split("/")[:2])].append(file)
    for folder, inside in sorted(folders.items()):
        print("  {:<24}{:>6} of {:>6} lines {:6.1f} %".format(folder, *share(inside)))
    too_low = []
    for name, floor, pattern in FLOORS:
        inside = [f for f in files if pattern.match(f["filename"])]
        covered, total, percent = share(inside)
        print(f"  {name:<24}{covered:>6} of {total:>6} lines {percent:6.1f} %, at least {floor:.0f} %")
        if percent < floor or not inside:
            too_low.append(name)
    for name in too_low:
        print(f"Covered too little: {name}.")
    return 1 if too_low else 0


if __name__ == "__main__":
    sys.exit(main())
