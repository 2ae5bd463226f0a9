# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for files as a whole: licence, size, names, and nothing left over.

usage: files.py ROOT"""

import re
import sys

from sourcetree import ALL_CODE, PRODUCTION, Finding, SourceTree, line_of, report, without_literals

MAX_SOURCE = 300
# A table of cases reads better whole than cut in pieces.
MAX_TEST = 650
MAX_HEADER = 150
SPDX = ("SPDX-FileCopyrightText: The Fuseboard authors", "SPDX-License-Identifier: GPL-3.0-or-later")
# Files that carry the two SPDX lines: all that have comments.
COMMENTED = (".cpp", ".h", ".py", ".cmake", ".sh", ".ui", "CMakeLists.txt", ".in")
COMMENTED_FOLDERS = ("scripts/", ".ci/")
TEXT = COMMENTED + (".md", ".json", ".txt", ".qrc", ".svg", ".desktop", ".xml", ".ts", ".yml", ".conf")

LEFT_OVER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X{3}|HAC" + r"K)\b")
CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w.$}/:-])/(?:home|root|work|Users|mnt)/[\w.-]+|\b[A-Z]:\\\\?Users\b")
CLASS = re.compile(r"^(?:class)\s+(?:\[\[\w+\]\]\s+)?(?:[A-Z_]+_EXPORT\s+)?([\w:]+)(?:\s+final)?\s*(?::[^:{;][^{;]*)?\{", re.MULTILINE)


def is_text(path):
    return path.endswith(TEXT) or path.startswith(COMMENTED_FOLDERS)


def _spdx(tree, path):
    head = "\n".join(tree.text(path).split("\n")[:4])
    if all(line in head for line in SPDX):
        return []
    return [Finding(path, 1, "spdx", "the two SPDX lines stand on top")]


def _size(tree, path):
    lines = tree.text(path).count("\n")
    limit = MAX_HEADER if path.endswith(".h") else MAX_TEST if path.startswith("tests/") else MAX_SOURCE
    if lines <= limit:
        return []
    return [Finding(path, lines, "file-size", f"{lines} lines, at most {limit}: split it by use")]


def _classes(tree, path):
    """One class a file, named like it. Structs of values may stand beside their class."""
    text = without_literals(tree.text(path))
    names = [(m[1], line_of(text, m.start())) for m in CLASS.finditer(text)]
    names = [(name, line) for name, line in names if "::" not in name]
    findings = []
    for name, line in names[1:]:
        findings.append(Finding(path, line, "one-class", f"a second class, {name}: give it a file"))
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if len(names) == 1 and path.endswith(".h") and names[0][0].lower() != stem.removesuffix("_p"):
        findings.append(Finding(path, names[0][1], "file-name", f"class {names[0][0]} lives in {names[0][0].lower()}.h"))
    return findings


def _headers(tree, path):
    if "#pragma once" in tree.text(path):
        return []
    return [Finding(path, 1, "pragma-once", "headers begin with #pragma once")]


def _left_over(tree, path):
    text = tree.text(path)
    findings = [
        Finding(path, line_of(text, m.start()), "left-over", f"{m[0]}: do it, or write it into the tracker")
        for m in LEFT_OVER.finditer(text)
    ]
    findings += [
        Finding(path, line_of(text, m.start()), "conflict", "a conflict marker of git") for m in CONFLICT.finditer(text)
    ]
    findings += [
        Finding(path, line_of(text, m.start()), "machine-path", f"{m[0]} is a path of one machine")
        for m in MACHINE_PATH.finditer(text)
    ]
    if text and not text.endswith("\n"):
        findings.append(Finding(path, text.count("\n") + 1, "last-newline", "the last line does not end"))
    if "\r" in text:
        findings.append(Finding(path, line_of(text, text.index("\r")), "line-ends", "lines end with LF alone"))
    return findings


def _all(tree):
    for path in tree.paths:
        if "/data/" in path:  # samples of the outside world keep their faults
            continue
        if path.endswith(COMMENTED) or path.startswith(COMMENTED_FOLDERS):
            yield from _spdx(tree, path)
        if is_text(path):
            yield from _left_over(tree, path)
    for path in tree.code(ALL_CODE):
        yield from _size(tree, path)
        if path.endswith(".h"):
            yield from _headers(tree, path)
    for path in tree.code(PRODUCTION):
        yield from _classes(tree, path)


def check(tree):
    return [f for f in _all(tree) if not tree.allowed(f.path, f.line, f.rule)]


def main():
    tree = SourceTree(sys.argv[1])
    return report(check(tree), len(tree.paths))


if __name__ == "__main__":
    sys.exit(main())
