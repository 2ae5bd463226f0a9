# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the fuzzers that the preset "fuzz" has built, and tells what they did.

usage: fuzz.py [--at-once N] [--keep] ROOT SECONDS [FUZZER…]

What they find new stays in build/fuzz/fuzz/found and is where the next run goes on; inputs that broke a promise are kept in
build/fuzz/fuzz/findings."""

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROGRESS = re.compile(r"^#\d+\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)/(\S+)", re.MULTILINE)
EXECUTED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)", re.MULTILINE)
MEMORY = re.compile(r"^stat::peak_rss_mb:\s*(\d+)", re.MULTILINE)
FINDING = re.compile(r"Test unit written to (\S+)")
REASON = re.compile(r"broken promise: .*|runtime error: .*|^SUMMARY: .*", re.MULTILINE)


@dataclass
class Run:
    """What one fuzzer did."""

    name: str
    ok: bool
    text: str
    cpu: float
    wall: float

    def row(self):
        progress = PROGRESS.findall(self.text)
        cov, features, files, size = progress[-1] if progress else ("-", "-", "-", "-")
        executed = int((EXECUTED.findall(self.text) or ["0"])[-1])
        memory = (MEMORY.findall(self.text) or ["-"])[-1]
        return (f"{self.name:<12} {executed:>12,} {executed / max(self.wall, 1):>9,.0f} {self.wall:>7.0f} {self.cpu:>7.0f} "
                f"{cov:>7} {features:>8} {files:>6} {size:>7} {memory:>7}  {'none' if self.ok else 'FOUND'}")


HEADING = (f"{'fuzzer':<12} {'executions':>12} {'exec/s':>9} {'wall s':>7} {'CPU s':>7} "
           f"{'edges':>7} {'features':>8} {'corpus':>6} {'bytes':>7} {'RSS MB':>7}  findings")


class Fuzzing:
    def __init__(self, root, seconds):
        self.root, self.seconds = Path(root).resolve(), seconds
        self.build = self.root / "build" / "fuzz"
        self.results = self.build / "fuzz"

    def names(self):
        return sorted(path.stem for path in self.results.glob("*.options"))

    def program(self, name):
        return self.build / "tests" / "fuzz" / f"fuzz_{name}"

    def arguments(self, name):
        """As the build has written them: options, the folder of what is found, that of the corpus, and others."""
        return (self.results / f"{name}.options").read_text().split(";")

    def run(self, name):
        log = self.results / f"{name}.log"
        begin = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [self.program(name), f"-max_total_time={self.seconds}", *self.arguments(name)],
                stdout=output, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        text = log.read_text(errors="replace")
        return Run(name, process.returncode == 0, text, usage.ru_utime + usage.ru_stime, time.monotonic() - begin)

    def keep(self, name):
        found, corpus = [argument for argument in self.arguments(name) if not argument.startswith("-")][:2]
        before = len(os.listdir(corpus))
        # Code that is new, and not how often it was passed: that would be hundreds of files.
        subprocess.run([self.program(name), "-set_cover_merge=1", "-use_counters=0", corpus, found],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(f"{name}: {before} inputs in the corpus before, {len(os.listdir(corpus))} now")

    def tell(self, run):
        reasons = REASON.findall(run.text) or [f"it ended with a failure, see {self.results / run.name}.log"]
        print(f"\n{run.name}: {reasons[0]}")
        for path in FINDING.findall(run.text):
            print(f"  the input   {path}\n  play it     {self.program(run.name)} {path}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("seconds", type=int)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("fuzzers", nargs="*")
    arguments = parser.parse_args()
    fuzzing = Fuzzing(arguments.root, arguments.seconds)
    known = fuzzing.names()
    unknown = [name for name in arguments.fuzzers if name not in known]
    if unknown:
        sys.exit(f"fuzz: there is no fuzzer {unknown[0]}, but {', '.join(known)}")
    print(HEADING, flush=True)
    runs = []
    with ThreadPoolExecutor(arguments.at_once) as pool:
        for run in pool.map(fuzzing.run, arguments.fuzzers or known):
            runs.append(run)
            print(run.row(), flush=True)
    failed = [run for run in runs if not run.ok]
    for run in failed:
        fuzzing.tell(run)
    if arguments.keep:
        for run in runs:
            fuzzing.keep(run.name)
    print(f"\n{len(runs)} fuzzers, {len(failed)} with a finding")
    return 1 if failed or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
