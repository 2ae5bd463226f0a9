# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all lints share: which files there are, their text without comments and strings, and how a finding is told."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

CODE = (".cpp", ".h")
PRODUCTION = ("core/", "ui/", "app/", "examples/")
ALL_CODE = PRODUCTION + ("tests/",)

# One line may be excused by a reason beside it: "// lint-allow(wait-for): the pool is idle here".
ALLOWANCE = re.compile(r"//\s*lint-allow\(([\w-]+)\)(:\s*\S.*)?")

TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | R"(?P<tag>[^\s()\\]{0,16})\(.*?\)(?P=tag)" | "(?:\\.|[^"\\\n])*" | (?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'""",
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]"


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """Comments become blanks; strings and line numbers stay."""
    return TOKEN.sub(lambda m: _blank(m[0]) if m[0].startswith("/") else m[0], text)


def without_literals(text):
    """Comments and the insides of strings become blanks; line numbers stay. Include lines keep their file names."""

    def blank(match):
        token = match[0]
        if token.startswith("/"):
            return _blank(token)
        start = text.rfind("\n", 0, match.start()) + 1
        if re.match(r"\s*#\s*include", text[start : match.start()]):
            return token
        return token[0] + _blank(token[1:-1]) + token[-1]

    return TOKEN.sub(blank, text)


class SourceTree:
    """The files of the project that are under version control, or would be when added."""

    def __init__(self, root):
        self.root = Path(root)
        self._texts = {}
        self.paths = self._list()

    def _list(self):
        listed = subprocess.run(
            ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True,
            check=False,
        )
        if listed.returncode == 0 and listed.stdout:
            names = listed.stdout.decode().split("\0")
        else:  # an unpacked archive
            names = [p.relative_to(self.root).as_posix() for p in self.root.rglob("*") if "build" not in p.parts[:1]]
        return sorted({n for n in names if n and (self.root / n).is_file() and not n.startswith("build/")})

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = (self.root / path).read_bytes().decode("utf-8", errors="replace")
        return self._texts[path]

    def code(self, prefixes=ALL_CODE):
        return [p for p in self.paths if p.endswith(CODE) and p.startswith(prefixes)]

    def allowed(self, path, line, rule):
        """Whether that line carries an allowance with a reason."""
        lines = self.text(path).split("\n")
        match = ALLOWANCE.search(lines[line - 1]) if line <= len(lines) else None
        return bool(match and match[1] == rule and match[2])


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def report(findings, checked):
    """Prints what was found and gives the exit status."""
    for finding in sorted(findings):
        print(finding)
    print(f"{checked} files checked, {len(findings)} findings")
    return 1 if findings or checked == 0 else 0
