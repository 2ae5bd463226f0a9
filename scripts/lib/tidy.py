# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over a finished build: only over what changed since it was last found clean.

usage: tidy.py ROOT BUILD_DIR JOBS [WORD…]   (only the units whose path has one of the words)

A unit is clean as long as its command, every project file it includes and the rules are the same to the byte; the
include lists are those that ninja keeps. What was found clean is kept in the user's cache, as a compiler cache would,
with paths relative to the project: a second run takes a second, and so does that of another clone."""

import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

STAMP_LIFE_SECONDS = 90 * 24 * 3600
DIAGNOSTIC = re.compile(r"^(/[^:\n]+:\d+:\d+: (?:warning|error): .*)$", re.MULTILINE)


def dependencies(build):
    """Object file → files it was made from, relative to the build folder or absolute."""
    listing = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True, check=True)
    found, current = {}, None
    for line in listing.stdout.splitlines():
        if line.startswith("    "):
            current.append(line.strip())
        elif ": #deps" in line:
            current = found.setdefault(line.partition(": #deps")[0], [])
    return found


class Tidy:
    def __init__(self, root, build, words):
        self.root, self.build, self.words = Path(root).resolve(), Path(build).resolve(), words
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        self.stamps = Path(cache) / "fuseboard-tidy"
        self.stamps.mkdir(parents=True, exist_ok=True)
        self.digests = {}
        version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
        self.rules = version + b"".join(p.read_bytes() for p in sorted(self.root.rglob(".clang-tidy")))

    def digest(self, path):
        if path not in self.digests:
            self.digests[path] = hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"gone"
        return self.digests[path]

    def key(self, command, files):
        whole = hashlib.sha256(self.rules + command.replace(str(self.root), "").encode())
        for name in sorted(files):
            path = Path(name) if name.startswith("/") else (self.build / name).resolve()
            if path.is_relative_to(self.root):
                whole.update(str(path.relative_to(self.root)).encode() + self.digest(path))
        return whole.hexdigest()

    def units(self):
        """(file, key) of each compiled file that we wrote or united."""
        deps = dependencies(self.build)
        for entry in json.loads((self.build / "compile_commands.json").read_text()):
            words = shlex.split(entry["command"])
            target = words[words.index("-o") + 1]
            if "_autogen/" in entry["file"] or target not in deps:  # generated, or not built
                continue
            if self.words and not any(word in entry["file"] for word in self.words):
                continue
            yield entry["file"], self.key(entry["command"], deps[target])

    def is_clean(self, unit):
        stamp = self.stamps / unit[1]
        if not stamp.exists():
            return False
        stamp.touch()
        return True

    def run(self, unit):
        file, key = unit
        # The commands are another compiler's: a warning option that clang does not know is none of our faults.
        command = ["clang-tidy", "--quiet", "--extra-arg=-Wno-unknown-warning-option", "-p", str(self.build), file]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode == 0:
            (self.stamps / key).touch()
            return None
        return run.stdout or run.stderr


def main():
    tidy = Tidy(sys.argv[1], sys.argv[2], sys.argv[4:])
    units = list(tidy.units())
    changed = [unit for unit in units if not tidy.is_clean(unit)]
    with ThreadPoolExecutor(int(sys.argv[3])) as pool:
        failures = [text for text in pool.map(tidy.run, changed) if text]
    told = set()  # a header's fault shows up in every unit that includes it
    for text in failures:
        before, *blocks = DIAGNOSTIC.split(text)
        if not blocks:
            print(before)
        for head, body in zip(blocks[::2], blocks[1::2]):
            if head not in told:
                print(head + body.rstrip())
            told.add(head)
    old = time.time() - STAMP_LIFE_SECONDS
    for stamp in tidy.stamps.iterdir():
        if stamp.stat().st_mtime < old:
            stamp.unlink(missing_ok=True)
    print(f"clang-tidy: {len(units)} units, {len(changed)} of them looked at, {len(failures)} with findings")
    return 1 if failures or not units else 0


if __name__ == "__main__":
    sys.exit(main())
