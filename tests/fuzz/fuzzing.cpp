// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzing.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace fuseboard {

namespace {

void onlyFatal(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text)); // Qt aborts by itself
}

} // namespace

void brokenPromise(const char *promise, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
    std::abort();
}

QByteArray takeLine(QByteArray &rest)
{
    const qsizetype end = rest.indexOf('\n');
    QByteArray line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArray() : rest.sliced(end + 1);
    return line;
}

qint64 numberIn(const QByteArray &text, qint64 least, qint64 most)
{
    constexpr qint64 enough = 1'000'000'000'000'000;
    qint64 number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || number > enough)
            break;
        number = number * 10 + (c - '0');
    }
    return std::clamp(number, least, most);
}

} // namespace fuseboard

// The two functions that libFuzzer calls; replaymain.cpp does the same.
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    qInstallMessageHandler(fuseboard::onlyFatal);
    static QCoreApplication application(*argc, *argv); // it keeps a reference to argc, which outlives it
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzOneInput(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
