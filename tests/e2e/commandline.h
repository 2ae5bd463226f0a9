// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <optional>

namespace fuseboard {

/// Runs the real fuseboard-cli, as a user does, while this process's event loop turns.
class CommandLine final
{
public:
    struct Outcome
    {
        int exitCode = -1; ///< -1 when it crashed or did not end in time
        QJsonObject json; ///< what --json printed; empty when that was not one JSON object
        QByteArray output;
        QByteArray errors;

        [[nodiscard]] int count(QLatin1String field) const { return json.value(field).toInt(-1); }
        [[nodiscard]] QJsonObject result(int i) const
        {
            return json.value(QLatin1String("results")).toArray().at(i).toObject();
        }
        /// For the message of a failed check.
        [[nodiscard]] QByteArray told() const { return output + errors; }
    };

    /// Why it cannot be run; empty when it can.
    [[nodiscard]] static QString whyNot();

    /// fuseboard-cli send --json --client FILE arguments…, with that client in the file.
    [[nodiscard]] Outcome send(const QJsonObject &client, const QStringList &arguments,
                               std::chrono::milliseconds limit = std::chrono::seconds(60)) const;

private:
    QTemporaryDir m_folder;
};

} // namespace fuseboard
