# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules that no compiler checks: what must not be written, where, and why.

usage: house.py ROOT"""

import re
import sys
from dataclasses import dataclass

from sourcetree import ALL_CODE, PRODUCTION, TOKEN, Finding, SourceTree, line_of, report, without_literals

ENGINE = ("core/",)
# Where time and chance come from, and the event loop's own programs.
TIME_SOURCES = ("core/base/systemscheduler.", "core/base/time.")
CHANCE_SOURCES = ("core/base/random.",)
# What is written for others: files of other programs, and the answers of the demo server.
CONTENTS = ("core/interchange/", "core/upstream/")


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern
    message: str
    where: tuple = PRODUCTION
    but_not: tuple = ()


def rule(name, pattern, message, **where):
    return Rule(name, re.compile(pattern, re.MULTILINE), message, **where)


RULES = (
    rule("nested-loop", r"\bQEventLoop\b(?!\s*;)|\bprocessEvents\s*\(|\bQEventLoopLocker\b",
         "no nested event loop: connect to the signal that ends the wait"),
    rule("dialog-exec", r"(?<!app)(?<!application)(?:\.|->)\s*exec\s*\(|\bQ(?:Dialog|Menu|MessageBox|Drag)::exec\s*\(",
         "exec() nests an event loop: use open() or popup()", but_not=("core/history/",)),
    rule("dialog-exec", r"\bQ(?:MessageBox::(?:question|information|warning|critical|about\w*)"
         r"|InputDialog::get\w+|FileDialog::get(?:Open|Save|Existing)\w+|ColorDialog::getColor|FontDialog::getFont)\s*\(",
         "a static dialog nests an event loop: make the dialog and open() it"),
    rule("wait-for", r"\bwaitFor(?:BytesWritten|Connected|Disconnected|Done|Encrypted|Finished|NewConnection|ReadyRead"
         r"|Result|Resume|Started)\s*\(|\.wait\s*\(\s*\)", "nobody blocks: connect to the signal"),
    rule("sleep", r"\bQThread::\w*sleep\s*\(|\bsleep_(?:for|until)\s*\(|\bu?sleep\s*\(|\bnanosleep\s*\(|\bq(?:Wait|Sleep)\s*\(",
         "no sleep: wait for the condition (QTRY_…, QSignalSpy) or advance virtual time", where=ALL_CODE),
    rule("string-connect", r"\b(?:SIGNAL|SLOT)\s*\(", "connect by member pointers", where=ALL_CODE),
    rule("sender", r"\bsender\s*\(\s*\)", "the sender is an argument or a capture", where=ALL_CODE),
    rule("singleton", r"\bstatic\s+[\w:]+(?:<[^;{}]*>)?\s*[&*]\s*(?:instance|self|get)\s*\(", "no singletons: inject it"),
    rule("singleton", r"^[ \t]*static\s+(?!const\b|constexpr\b|inline\s+const)(?:[\w:]+(?:<[^;(){}]*>)?)[ \t]*[*&]?[ \t]+\w+\s*(?:;|=|\{)",
         "nothing that changes lives as long as the process: give it an owner"),
    rule("sleep", r"^[ \t]*[\w.]+(?:\.|->)wait\s*\(\s*\d+\s*\)\s*;", "a wait whose outcome nobody looks at is a sleep: assert it",
         where=("tests/",)),
    rule("sleep", r"\bQVERIFY2?\s*\([^;{}]*!(?:(?!&&|\|\|)[^;!{}])*?\b(?:wait|qWaitFor)\s*\("
         r"|\b(?:QVERIFY2?|QCOMPARE)\s*\([^;{}]*\bwait\s*\([^;()]*\)\s*(?:==|,)\s*false\b",
         "what does not come is waited for in full, which is a sleep: look at what would bring it", where=("tests/",)),
    rule("clock", r"\bQ(?:ElapsedTimer|DeadlineTimer|BasicTimer|Timer)\b|\b(?:steady|system|high_resolution)_clock::now\b"
         r"|\bcurrent(?:DateTime|MSecsSinceEpoch|SecsSinceEpoch|Date|Time)(?:Utc)?\s*\(|\bstartTimer\s*\(",
         "time and timers come from the Scheduler", where=ENGINE, but_not=TIME_SOURCES),
    rule("chance", r"\bQRandomGenerator\b|\bstd::(?:mt19937\w*|random_device|rand)\b|\bq?rand\s*\(",
         "chance comes from Random", where=ENGINE, but_not=CHANCE_SOURCES),
    rule("display-text", r"(?<![\w.>])(?:tr|QObject::tr|QCoreApplication::translate|qsTr)\s*\(\s*\"|\bQ_DECLARE_TR_FUNCTIONS\b",
         "the core returns meaning; words are made in ui/models", where=ENGINE),
    rule("settings", r"\bQSettings\b", "settings are read in app/ and passed on", but_not=("app/",)),
    rule("using-namespace-std", r"\busing\s+namespace\s+std\s*;", "name what you use", where=ALL_CODE),
    rule("throw", r"\bthrow\b(?!\s*\(\s*\))", "failure is a Result or an Error in the signal", where=PRODUCTION),
)
IN_HEADERS = rule("using-namespace", r"^\s*using\s+namespace\b", "a header imposes no namespace on those who include it")


def arguments(text, opening):
    """The top-level arguments of the call whose '(' is at opening; None where it never closes."""
    depth, start, parts = 0, opening + 1, []
    for i in range(opening, len(text)):
        c = text[i]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth == 0:
                return parts + [text[start:i].strip()]
        elif c == "," and depth == 1:
            parts.append(text[start:i].strip())
            start = i + 1
    return None


def contextless(text):
    """Offsets of connections that live on when the receiver has gone."""
    for match in re.finditer(r"\bconnect\s*\(", text):
        parts = arguments(text, match.end() - 1)
        if parts and len(parts) == 3 and not parts[0].startswith("const "):
            yield match.start()
    for match in re.finditer(r"\bsingleShot\s*\(", text):
        parts = arguments(text, match.end() - 1)
        if parts and len(parts) >= 2 and "[" in parts[-1][:1] and len(parts) == 2:
            yield match.start()


def never_run(text):
    """Offsets of what a test class declares like a test, but not among its slots, and nobody calls."""
    section = ""
    for match in re.finditer(r"^(?:(?:private|public|protected)(?: Q_SLOTS)?:|Q_SIGNALS:| {4}void (\w+)\(\)(?:;| \{.*)?)$", text, re.MULTILINE):
        if not match[1]:
            section = match[0]
        elif "Q_SLOTS" not in section and not re.search(rf"(?<!::)(?<!void )\b{match[1]}\b|&\w+::{match[1]}\b", text):
            yield match.start(1)


THREE_WORDS = re.compile(r"(?<![\w.])[a-z]+(?: [a-z]+){2,}(?!\w)")
NOT_FOR_PEOPLE = re.compile(r"\bqC(?:Debug|Info|Warning|Critical)\b|\bstatic_assert\b|\b(?:starts|ends)_with\s*\(")


def sentences(text):
    """Offsets of literals that read like English, but for those of logs and of comparisons with the words of others."""
    bare = without_literals(text)
    for match in TOKEN.finditer(text):
        if '"' not in match[0][:2] or not THREE_WORDS.search(match[0]):
            continue
        begin = max(bare.rfind(c, 0, match.start()) for c in ";{}") + 1
        if not NOT_FOR_PEOPLE.search(bare, begin, match.start()):
            yield match.start()


def check(tree):
    findings = []

    def found(path, offset, text, name, message):
        line = line_of(text, offset)
        if not tree.allowed(path, line, name):
            findings.append(Finding(path, line, name, message))

    for path in tree.code():
        text = without_literals(tree.text(path))
        rules = RULES + ((IN_HEADERS,) if path.endswith(".h") else ())
        for r in rules:
            if not path.startswith(r.where if r is not IN_HEADERS else ALL_CODE) or path.startswith(r.but_not or ("\0",)):
                continue
            for match in r.pattern.finditer(text):
                found(path, match.start(), text, r.name, r.message)
        for offset in contextless(text):
            found(path, offset, text, "contextless-connect", "give the connection a context object")
        if re.search(r"(?:^|/)tst_\w+\.cpp$", path):
            for offset in never_run(text):
                found(path, offset, text, "never-run", "this test is not among the slots: nobody runs it")
        if path.startswith(ENGINE) and not path.startswith(CONTENTS):
            for offset in sentences(tree.text(path)):
                found(path, offset, text, "core-sentence", "a sentence in the core: tell a kind, and make its words in ui/models")
    return findings


def main():
    tree = SourceTree(sys.argv[1])
    return report(check(tree), len(tree.code()))


if __name__ == "__main__":
    sys.exit(main())
