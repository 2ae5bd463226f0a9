// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/requestrows.h"

#include <QList>

namespace fuseboard {

// Rows as lines of text that are edited together: "name:value", with "//" in front of one that is switched off. In a
// name a backslash stands before ":" and "\", and before what would switch it off. Breaks within a value are shown by a
// sign. A part that is a file has "@" and its path as value; a text that begins so has a backslash in front. Tests and
// captures have words in their lines: see CheckLine.

QString bulkText(const QList<RequestEntry> &rows);
QString bulkText(const QList<RequestPart> &rows);
QString bulkText(const QList<RequestTest> &rows);
QString bulkText(const QList<RequestCapture> &rows);

/// Where the name in a line ends; -1 in one that is switched off.
qsizetype bulkNameEnd(const QString &line);

// What the lines say. "#" switches off as well, blanks around names and values go, and empty lines mean nothing. A line
// that reads as before stays the row it was, sign for sign; what no line shows of a row, as its description, stays with
// its name: at the same place first.

QList<RequestEntry> bulkRows(const QString &text, const QList<RequestEntry> &before);
QList<RequestPart> bulkRows(const QString &text, const QList<RequestPart> &before);
QList<RequestTest> bulkRows(const QString &text, const QList<RequestTest> &before);
QList<RequestCapture> bulkRows(const QString &text, const QList<RequestCapture> &before);

} // namespace fuseboard
