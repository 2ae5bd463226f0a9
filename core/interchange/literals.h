// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/template.h"

#include <QByteArray>

namespace fuseboard::literals {

/// Text as each language writes it in its source, on one line, so that it means exactly this text: quotes, line breaks
/// and control characters are escaped, and so is what would turn the direction of the line around.

QString python(const QString &text);
QString javaScript(const QString &text);
QString go(const QString &text);
/// A C++ literal for UTF-8.
QString cpp(const QString &text);
/// A word of a shell: in single quotes where it has to be; with variables in double quotes ("Bearer ${TOKEN}"). Lines
/// and tabs stay. What a terminal would act on stands in $'…', as does a line that begins with '^', and '!' in no
/// double quotes, where it has a meaning.
QString shell(const Template &text);
/// Whether a command made of such words has $'…' in it, which not every sh knows.
bool needsBash(const QString &command);

/// Text for a comment, from which it cannot break out: what must not stand raw in a line is written as Python would.
QString onOneLine(const QString &text);

/// Expressions, with the variables read from the environment.
QString python(const Template &text);
QString javaScript(const Template &text);
QString go(const Template &text);
/// Of a QByteArray: "Bearer " + qgetenv("TOKEN").
QString cpp(const Template &text);

} // namespace fuseboard::literals
