# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/conformance.md names, for each statement about the engine, the tests that prove it; and it is kept true.

usage: conformance.py ROOT [--write]   --write renews the last column of the table"""

import re
import sys
from pathlib import Path

from sourcetree import Finding, SourceTree, line_of, report
from testnames import test_names

PAGE = "docs/conformance.md"
ROW = re.compile(r"^\| ([DBLHROSX]\d{1,2}) \| ([^|\n]*) \| ([^|\n]*) \|$", re.MULTILINE)
# Ids of other lists stand behind a prefix in test names.
OTHER_LIST = re.compile(r"ADV[-_][A-Z]\d+(?:_[A-Z]\d+)*")
ID = re.compile(r"(?<![A-Za-z0-9])(D(?:[1-9]|1[0-2])|[BLHROSX]\d\d)(?=_|\b)")

GAPS = {"B": {5, 7, 11, 18, 20, 30}, "L": {7, 15, 16, 22}, "H": {6, 8}, "R": {4, 12, 16, 18, 20, 21}, "O": {12}}
LAST = {"D": 12, "B": 31, "L": 23, "H": 13, "R": 23, "O": 15, "S": 7, "X": 6}


def statements():
    """Every id there is, in the order of the page."""
    return [f"{letter}{n}" if letter == "D" else f"{letter}{n:02}" for letter, last in LAST.items()
            for n in range(1, last + 1) if n not in GAPS.get(letter, ())]


def proofs(tree):
    """id -> the test files with a test or a data row of that name."""
    found = {}
    for path in tree.code():
        if not re.match(r"tests/.*/tst_\w+\.cpp$", path):
            continue
        for name in test_names(tree.text(path)):
            for match in ID.finditer(OTHER_LIST.sub("", name)):
                found.setdefault(match[1], set()).add(path)
    return found


def cell(paths):
    return " ".join(f"`{path.removeprefix('tests/')}`" for path in sorted(paths))


def check(tree):
    text = tree.text(PAGE)
    rows = {m[1]: m for m in ROW.finditer(text)}
    proven = proofs(tree)
    findings = []

    def fault(line, message):
        findings.append(Finding(PAGE, line, "conformance", message))

    for m in ROW.finditer(text):
        if m.start() != rows[m[1]].start():
            fault(line_of(text, m.start()), f"{m[1]} stands twice")
    known = statements()
    for name in known:
        if name not in rows:
            fault(1, f"{name} is missing")
    for name, row in rows.items():
        line = line_of(text, row.start())
        if name not in known:
            fault(line, f"there is no statement {name}")
        elif name not in proven:
            fault(line, f"no test carries {name} in its name or in a data row's")
        elif all(path.startswith("tests/ui/") for path in proven[name]):
            fault(line, f"{name} is only worded, not proven: its tests are all of the display")
        elif row[3] != cell(proven[name]):
            fault(line, f"the tests of {name} are {cell(proven[name])}; conformance.py ROOT --write writes them")
    for name in sorted(set(proven) - set(known)):
        path = min(proven[name])
        findings.append(Finding(path, 1, "conformance", f"there is no statement {name}: an id of another list?"))
    return findings


def write(root, tree):
    proven = proofs(tree)
    page = Path(root) / PAGE
    page.write_text(ROW.sub(lambda m: f"| {m[1]} | {m[2]} | {cell(proven.get(m[1], ()))} |", tree.text(PAGE)),
                    encoding="utf-8")


def main():
    tree = SourceTree(sys.argv[1])
    if "--write" in sys.argv[2:]:
        write(sys.argv[1], tree)
        return 0
    return report(check(tree), len(tree.code()))


if __name__ == "__main__":
    sys.exit(main())
