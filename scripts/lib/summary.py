# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts/test found, told in a few lines; the last one counts.

usage: summary.py RESULTS_DIR   (steps.tsv: name, verdict, seconds; one JUnit file of ctest for each lane)

A test program written with Qt Test counts as its test functions and rows, any other test as one; a step without tests of
its own (a build, clang-tidy) as one. Where CI=true, a skipped one counts as failed."""

import os
import re
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped, (\d+) blacklisted", re.MULTILINE)
SKIPPED = re.compile(r"^SKIP\s*: (.+?)\s*$(?:\n\s+Loc:.*)?", re.MULTILINE)
# Each Qt test program counts two functions of its own: initTestCase and cleanupTestCase.
BUILT_IN = 2


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    programs: int = 0
    skipped: list = field(default_factory=list)
    failures: list = field(default_factory=list)

    def add_program(self, case):
        self.programs += 1
        name, output = case.get("name"), case.findtext("system-out") or ""
        whole_failed = case.find("failure") is not None or case.get("status") == "fail"
        skip = case.find("skipped")
        whole_skipped = skip is not None and "SKIP" in (skip.get("message") or "")
        whole_failed = whole_failed or (skip is not None and not whole_skipped)  # not built, or stopped
        totals = TOTALS.findall(output)
        if totals:
            passed = sum(int(t[0]) for t in totals) - BUILT_IN * len(totals)
            failed = sum(int(t[1]) for t in totals)
            self.skipped += [f"{name}: {reason}" for reason in SKIPPED.findall(output)]
        else:
            passed, failed = (0, 0) if whole_skipped else (1, 0)
            if whole_skipped:
                reason = re.search(r"SKIP-ALL:? *(.*)", output)
                self.skipped.append(f"{name}: {reason[1] if reason else 'not run'}")
        if whole_failed and failed == 0:  # it crashed, ran out of time, or leaked
            passed, failed = max(0, passed - 1), 1
        self.passed += max(0, passed)
        self.failed += failed
        if whole_failed:
            self.failures.append(name)


def count_lane(file):
    count = Count()
    for case in ElementTree.parse(file).iter("testcase"):
        count.add_program(case)
    return count


def main():
    results = Path(sys.argv[1])
    strict = os.environ.get("CI", "").lower() in ("1", "true", "yes")
    passed = failed = 0
    print("\n\033[1m==> Summary\033[0m\n")
    for line in (results / "steps.tsv").read_text().splitlines():
        name, verdict, seconds = line.split("\t")
        lane = results / f"{name.removesuffix(': tests')}.xml"
        if not name.endswith(": tests") or not lane.exists():
            passed, failed = passed + (verdict == "ok"), failed + (verdict != "ok")
            print(f"  {name:<20} {verdict:<8} {seconds:>5} s")
            continue
        count = count_lane(lane)
        bad = count.failed + (len(count.skipped) if strict else 0)
        if verdict != "ok" and bad == 0:
            bad = 1
        passed, failed = passed + count.passed, failed + bad
        print(f"  {name:<20} {'failed' if bad else 'ok':<8} {seconds:>5} s   "
              f"{count.programs} programs: {count.passed} passed, {count.failed} failed, {len(count.skipped)} skipped")
        for text in count.failures:
            print(f"      FAILED   {text}")
        for text in count.skipped:
            print(f"      {'FAILED (skipped)' if strict else 'skipped '} {text}")
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
