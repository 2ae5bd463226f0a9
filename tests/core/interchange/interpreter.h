// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringList>

namespace fuseboard {

/// A program that reads source from its standard input or an argument and says what it means: the judge of what was
/// written for it.
struct Interpreter
{
    QString program;
    QStringList arguments;
    QStringList environment; ///< "NAME=value", beside that of the test
    QString folder{}; ///< where it runs; empty: where the test does

    struct Outcome
    {
        bool ended = false; ///< of itself and with 0
        QByteArray output;
        QByteArray errors;
    };

    /// False where it is not installed.
    [[nodiscard]] bool exists() const;
    [[nodiscard]] Outcome run(const QByteArray &input = {}) const;
};

} // namespace fuseboard
