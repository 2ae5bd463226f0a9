// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files of clients and requests. Input: the bytes of a file.

#include "config/configreader.h"
#include "config/configwriter.h"
#include "fuzzing.h"
#include "workspace/requestfile.h"

#include <algorithm>
#include <tuple>

using namespace fuseboard;

namespace {

constexpr qsizetype longestShown = 81; // 80 and an ellipsis

/// Without the places, which differ between what somebody wrote and what we write.
QList<ConfigFault> inOneOrder(QList<ConfigFault> faults)
{
    const auto key = [](const ConfigFault &fault) {
        return std::tuple(fault.detail, fault.path, fault.value, fault.allowed.kind, fault.allowed.words);
    };
    for (ConfigFault &fault : faults)
        fault.line = fault.column = 0;
    std::sort(faults.begin(), faults.end(), [&key](const auto &a, const auto &b) { return key(a) < key(b); });
    return faults;
}

void checkFaults(const QList<ConfigFault> &faults, const QByteArray &text)
{
    const auto lines = text.count('\n') + text.count('\r') + 1;
    for (const ConfigFault &fault : faults) {
        FUZZ_PROMISE(fault.detail != ErrorDetail::None);
        FUZZ_PROMISE(fault.value.size() <= longestShown);
        FUZZ_PROMISE(fault.line >= 0 && fault.line <= lines);
        FUZZ_PROMISE(fault.column >= 0 && fault.column <= text.size() + 1);
    }
}

void checkRefusal(const Error &error, const QByteArray &text)
{
    FUZZ_PROMISE(error.kind == ErrorKind::ConfigInvalid);
    FUZZ_PROMISE(!error.faults.isEmpty());
    checkFaults(error.faults, text);
    checkFaults(error.warnings, text);
}

void checkClient(const QByteArray &text)
{
    const auto read = readClientConfig(text);
    if (!read) {
        checkRefusal(read.error(), text);
        FUZZ_PROMISE(readClientConfig(text).error() == read.error());
        return;
    }
    checkFaults(read->warnings, text);
    FUZZ_PROMISE(validate(read->config).isEmpty());
    const QByteArray written = writeClientConfig(read->config);
    const auto again = readClientConfig(written);
    FUZZ_PROMISE(again.ok());
    FUZZ_PROMISE(again->config == read->config);
    FUZZ_PROMISE(inOneOrder(again->warnings) == inOneOrder(read->warnings));
    FUZZ_PROMISE(writeClientConfig(again->config) == written);
}

void checkRequestFile(const QByteArray &text)
{
    const auto read = readRequestConfig(text);
    if (!read) {
        checkRefusal(read.error(), text);
        return;
    }
    checkFaults(read->warnings, text);
    FUZZ_PROMISE(validate(read->section).isEmpty());
    const QByteArray written = writeRequestConfig(read->section);
    const auto again = readRequestConfig(written);
    FUZZ_PROMISE(again.ok());
    FUZZ_PROMISE(again->section == read->section);
    FUZZ_PROMISE(inOneOrder(again->warnings) == inOneOrder(read->warnings));
    FUZZ_PROMISE(writeRequestConfig(again->section) == written);
}

} // namespace

void fuzzOneInput(const QByteArray &input)
{
    checkClient(input);
    checkRequestFile(input);
}
