# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source is as clang-format leaves it.

usage: format.py ROOT [CLANG_FORMAT]   without one it says SKIP-ALL"""

import re
import subprocess
import sys

from sourcetree import Finding, SourceTree, report

PLACE = re.compile(r"^(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?:error|warning): (?P<message>.*)$", re.MULTILINE)


def missing(clang_format):
    return None if clang_format else "no clang-format"


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
