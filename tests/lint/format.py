# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source is as clang-format leaves it: the version that the project is written with, as others break lines otherwise.

usage: format.py ROOT [CLANG_FORMAT]   without one, or with another version, it says SKIP-ALL"""

import re
import subprocess
import sys

from sourcetree import Finding, SourceTree, report

VERSION = "14"
PLACE = re.compile(r"^(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?:error|warning): (?P<message>.*)$", re.MULTILINE)


def misfit(told):
    """Why the program that tells this of its version is not the one to judge."""
    found = re.search(r"version ((\d+)\S*)", told)
    if found and found[2] == VERSION:
        return None
    return f"clang-format {VERSION} is wanted, and this one is {found[1] if found else 'unknown'}"


def missing(clang_format):
    if not clang_format:
        return "no clang-format"
    return misfit(subprocess.run([clang_format, "--version"], capture_output=True, text=True, check=False).stdout)


def check(tree, clang_format):
    paths = tree.code()
    findings = set()
    for i in range(0, len(paths), 100):
        run = subprocess.run([clang_format, "--dry-run", "--Werror", *paths[i : i + 100]], cwd=tree.root,
                             capture_output=True, text=True, check=False)
        places = [Finding(m["path"], int(m["line"]), "format", "run clang-format on it") for m in PLACE.finditer(run.stderr)]
        if run.returncode != 0 and not places:
            places = [Finding(paths[i], 1, "format", run.stderr.strip() or "clang-format failed")]
        findings.update(places)
    first = {}
    for finding in sorted(findings):  # one line a file is enough
        first.setdefault(finding.path, finding)
    return list(first.values())


def main():
    clang_format = sys.argv[2] if len(sys.argv) > 2 else None
    reason = missing(clang_format)
    if reason:
        print(f"SKIP-ALL: {reason}")
        return 0
    tree = SourceTree(sys.argv[1])
    return report(check(tree, clang_format), len(tree.code()))


if __name__ == "__main__":
    sys.exit(main())
