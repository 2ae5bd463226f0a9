# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Line coverage per folder, from gcovr's JSON summary.

usage: coverage.py SUMMARY_JSON"""

import json
import sys
from collections import defaultdict
from pathlib import Path

# What must not fall below: the policies are what everything rests on.
FLOORS = {"core/resilience": 95.0}


def main():
    folders = defaultdict(lambda: [0, 0])
    for file in json.loads(Path(sys.argv[1]).read_text())["files"]:
        folder = "/".join(file["filename"].split("/")[:2])
        folders[folder][0] += file["line_covered"]
        folders[folder][1] += file["line_total"]
    too_low = []
    for folder, (covered, total) in sorted(folders.items()):
        percent = 100.0 * covered / total if total else 100.0
        floor = FLOORS.get(folder)
        note = f"   at least {floor:.0f} %" if floor else ""
        print(f"  {folder:<22}{covered:>6} of {total:>6} lines {percent:6.1f} %{note}")
        if floor and percent < floor:
            too_low.append(folder)
    for folder in too_low:
        print(f"{folder} is covered too little.")
    return 1 if too_low or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
