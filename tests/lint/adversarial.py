# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/adversarial.md names, for each hostile input, the tests that play it or why none does; and it is kept true.

usage: adversarial.py ROOT [--write]   --write renews the tests in the last column of the table"""

import re
import sys
from pathlib import Path

from conformance import cell
from sourcetree import Finding, SourceTree, line_of, report
from testnames import test_names

PAGE = "docs/adversarial.md"
LAST = {"A": 24, "B": 22, "C": 29, "D": 22, "E": 21, "F": 6, "G": 26, "H": 13, "I": 14, "J": 18, "K": 18, "M": 15, "N": 11,
        "O": 15}
# What is asked of the engine, a test of the display alone does not prove.
OF_THE_CORE = "ABCDEFGHIN"
ROW = re.compile(r"^\| ([A-Z]\d+) \| ([^|\n]*) \| ([^|\n]*) \|$", re.MULTILINE)
# A reason stands before the tests: "known limit: Qt does not tell · `core/…`", "not core: it is shown · `ui/…`".
REASON = re.compile(r"(?:known limit|not core|unproven): [^`]*?(?= · `|$)")
PREFIXED = re.compile(r"ADV[-_]([A-Z]\d+(?:_[A-Z]\d+(?=_))*)")
# Letters that no other list uses need no prefix at the beginning of a name.
PLAIN = re.compile(r"([ACEFGIJKM]\d{1,2})(?=[_ ,])")
# Rows named after the file that they read: "e12-code-999".
OF_A_FILE = re.compile(r"([aefgik]\d{1,2})-")
FILE_ROWS = "tests/core/config/tst_badconfigs.cpp"


def catalogue():
    return [f"{letter}{n}" for letter, last in LAST.items() for n in range(1, last + 1)]


def normal(name):
    return f"{name[0].upper()}{int(name[1:])}"


def ids_of(name, path):
    found = [one for match in PREFIXED.finditer(name) for one in match[1].split("_")]
    plain = PLAIN.match(name)
    if plain:
        found.append(plain[1])
    of_a_file = OF_A_FILE.match(name) if path == FILE_ROWS else None
    if of_a_file:
        found.append(of_a_file[1])
    return {normal(one) for one in found}


def proofs(tree):
    """id -> the test files with a test or a data row of that name."""
    found = {}
    for path in tree.code():
        if not re.match(r"tests/.*/tst_\w+\.cpp$", path):
            continue
        for name in test_names(tree.text(path)):
            for one in ids_of(name, path):
                found.setdefault(one, set()).add(path)
    return found


def last_column(old, paths):
    reason = REASON.match(old)
    return " · ".join(part for part in (reason[0] if reason else "", cell(paths)) if part)


def fault_of(name, column, paths):
    """What is wrong with a row that has this in its last column, and such tests; None where all is well."""
    elsewhere = column.startswith(("not core: ", "unproven: "))
    if name not in catalogue():
        return f"there is no case {name}"
    if name[0] not in OF_THE_CORE:
        # A part may be proven where the whole is not: then it is a known limit.
        if column.startswith("unproven: ") == bool(paths):
            return f"{name} has tests now" if paths else f"no test carries {name}"
    elif elsewhere and any(path.startswith("tests/core/") for path in paths):
        return f"{name} has tests of the core now"
    elif not elsewhere and all(path.startswith("tests/ui/") for path in paths):
        return f"no test of the core carries {name}"
    if column != last_column(column, paths):
        return f"the tests of {name} are {cell(paths)}; adversarial.py ROOT --write writes them"
    return None


def check(tree):
    text = tree.text(PAGE)
    rows = {}
    findings = []
    for m in ROW.finditer(text):
        if m[1] in rows:
            findings.append(Finding(PAGE, line_of(text, m.start()), "adversarial", f"{m[1]} stands twice"))
        rows[m[1]] = m
    proven = proofs(tree)
    for name in catalogue():
        if name not in rows:
            findings.append(Finding(PAGE, 1, "adversarial", f"{name} is missing"))
    for name, row in rows.items():
        if message := fault_of(name, row[3], proven.get(name, set())):
            findings.append(Finding(PAGE, line_of(text, row.start()), "adversarial", message))
    for name in sorted(set(proven) - set(catalogue())):
        if name[0] in LAST:
            findings.append(Finding(min(proven[name]), 1, "adversarial", f"there is no case {name}"))
    return findings


def write(root, tree):
    proven = proofs(tree)
    page = Path(root) / PAGE
    page.write_text(ROW.sub(lambda m: f"| {m[1]} | {m[2]} | {last_column(m[3], proven.get(m[1], ()))} |",
                            tree.text(PAGE)), encoding="utf-8")


def main():
    tree = SourceTree(sys.argv[1])
    if "--write" in sys.argv[2:]:
        write(sys.argv[1], tree)
        return 0
    return report(check(tree), len(tree.code()))


if __name__ == "__main__":
    sys.exit(main())
