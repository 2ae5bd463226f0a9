// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

/// What every harness is: one input, read to the end, with its promises looked at. Called many times in one process, so
/// nothing may be kept from one input to the next.
void fuzzOneInput(const QByteArray &input);

namespace fuseboard {

/// Ends the program, telling the promise and its place: what libFuzzer calls a finding.
[[noreturn]] void brokenPromise(const char *promise, const char *file, int line);

/// Cuts the first line off, without its line end. Inputs are lines where they can be, so that seeds can be read and
/// dictionaries help.
QByteArray takeLine(QByteArray &rest);

/// As digits at the start of a text say, within a range; the least where there are none.
qint64 numberIn(const QByteArray &text, qint64 least, qint64 most);

} // namespace fuseboard

#define FUZZ_PROMISE(kept)                                                                                             \
    do {                                                                                                               \
        if (!(kept))                                                                                                   \
            fuseboard::brokenPromise(#kept, __FILE__, __LINE__);                                                       \
    } while (false)
