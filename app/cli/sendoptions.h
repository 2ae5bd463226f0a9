// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/request.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QString>

#include <variant>

namespace fuseboard {

/// What "send" is asked to do.
struct SendOptions
{
    QString clientFile;
    QString workspace; ///< a folder
    QString keptRequest; ///< "orders/reports/day": see KeptRequest; empty where request is what to send
    QString environment; ///< a file or the slug of one; empty for none
    Request request; ///< url as given: relative to the client's base_url
    int repeat = 1; ///< 1 … 100 000
    int concurrency = 1; ///< 1 … 1 000
    bool login = false; ///< sign in first
    bool json = false;
    bool headers = false; ///< those of the answer are told too
    QString output; ///< where the body of the answer goes; "-" is standard output, empty is with the story

    static QList<QCommandLineOption> declared();
    /// The options, or the sentence that says what is wrong with them.
    static std::variant<SendOptions, QString> read(const QCommandLineParser &arguments);
};

} // namespace fuseboard
