# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that tests and their data rows bear. A message is no name: it proves nothing until something fails."""

import re

from sourcetree import TOKEN, without_comments, without_literals

FUNCTION = re.compile(r"\bvoid (?:\w+::)?(\w+)\(")
# What stands before the first argument of a call, or before the first member of braces.
OPENING = re.compile(r"(?<![\w:.>])([\w:]*)(?:<[^<>()]*>)?\s*([({])\s*(?:u8|[uUL])?$")
# Of what these make of a text, the place of their own counts.
WRAPPERS = ("qPrintable", "qUtf8Printable", "QStringLiteral", "QByteArrayLiteral", "QLatin1String", "QString", "QByteArray")
# Assertions and the log take messages; so does ignoreMessage().
NO_ROW = re.compile(r"Q[A-Z_\d]+|q[A-Z]\w*|QTest::ignoreMessage|if|while|for|switch|return|static_assert|")
FAR_ENOUGH = 200


def names_a_row(text, bare, begin, end):
    """Whether the literal there is the first argument of a call that makes a row, or the first member of a braced row."""
    opening = OPENING.search(bare[max(0, begin - FAR_ENOUGH):begin])
    if not opening:
        return False
    name, bracket = opening[1], opening[2]
    if name in WRAPPERS:
        return names_a_row(text, bare, max(0, begin - FAR_ENOUGH) + opening.start(), end)
    if bracket == "{":
        return not name and re.match(r"(?:_\w+)?\s*,", text[end:end + FAR_ENOUGH]) is not None
    return not NO_ROW.fullmatch(name)


def test_names(text):
    """The names of test functions, and of rows as far as they are written out."""
    bare = without_literals(text)
    yield from (match[1] for match in FUNCTION.finditer(bare))
    literals = without_comments(text)
    for match in TOKEN.finditer(literals):
        if match[0].startswith('"') and names_a_row(literals, bare, *match.span()):
            yield match[0][1:-1]
