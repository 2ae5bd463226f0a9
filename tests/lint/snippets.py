# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code in the pages is the code of the tests: each C++ block is a marked region of tests/docs, to the letter.

usage: snippets.py ROOT [--write]   --write puts the regions into the pages

In a page, "<!-- snippet: name -->" stands above the block; in a source, the region stands between "// [name]" and
"// [/name]". Every block has a region, and every region is in a page."""

import re
import sys
import textwrap
from pathlib import Path

from sourcetree import Finding, SourceTree, line_of, report

PAGES = re.compile(r"(README|CONTRIBUTING|docs/.*)\.md$")
SOURCES = re.compile(r"tests/(docs|package/consumer)/.*\.cpp$")
BLOCK = re.compile(r"(?:^<!-- snippet: ([\w-]+) -->\n)?^```cpp\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REGION = re.compile(r"^[ ]*// \[([\w-]+)\]\n(.*?)^[ ]*// \[/\1\]$", re.MULTILINE | re.DOTALL)
OPENING = re.compile(r"^[ ]*// \[([\w-]+)\]$", re.MULTILINE)


def regions(tree):
    """name -> (path, line, code); and what is wrong with the regions themselves."""
    found, findings = {}, []
    for path in filter(SOURCES.match, tree.paths):
        text = tree.text(path)
        closed = {m.start(): m for m in REGION.finditer(text)}
        for opening in OPENING.finditer(text):
            line, name = line_of(text, opening.start()), opening[1]
            region = closed.get(opening.start())
            if region is None:
                findings.append(Finding(path, line, "snippet", f"the region {name} never ends, or lies in another"))
            elif name in found:
                findings.append(Finding(path, line, "snippet", f"a second region {name}"))
            else:
                found[name] = (path, line, textwrap.dedent(region[2]))
    return found, findings


def pages(tree):
    return [path for path in tree.paths if PAGES.match(path)]


def check(tree):
    code, findings = regions(tree)
    used = set()
    for page in pages(tree):
        text = tree.text(page)
        for block in BLOCK.finditer(text):
            line, name = line_of(text, block.start()), block[1]
            if name is None:
                findings.append(Finding(page, line, "snippet", "a block of C++ that nobody compiles: name its region"))
            elif name not in code:
                findings.append(Finding(page, line, "snippet", f"there is no region {name}"))
            elif block[2] != code[name][2]:
                findings.append(Finding(page, line, "snippet", f"{name} differs from {code[name][0]}: --write renews it"))
            used.add(name)
    for name, (path, line, _) in code.items():
        if name not in used:
            findings.append(Finding(path, line, "snippet", f"the region {name} is in no page"))
    return findings


def write(root, tree):
    code, _ = regions(tree)

    def renewed(block):
        return f"<!-- snippet: {block[1]} -->\n```cpp\n{code[block[1]][2]}```" if block[1] in code else block[0]

    for page in pages(tree):
        (Path(root) / page).write_text(BLOCK.sub(renewed, tree.text(page)), encoding="utf-8")


def main():
    if "--write" in sys.argv:
        write(sys.argv[1], SourceTree(sys.argv[1]))
    tree = SourceTree(sys.argv[1])
    return report(check(tree), len(pages(tree)))


if __name__ == "__main__":
    sys.exit(main())
