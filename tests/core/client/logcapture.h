// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>
#include <QStringList>

namespace fuseboard {

/// Catches all that is logged while it lives, by whomever, with the categories that the rules let through.
class LogCapture
{
public:
    explicit LogCapture(const QString &rules)
    {
        s_lines.clear();
        QLoggingCategory::setFilterRules(rules);
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &context, const QString &text) {
            s_lines.append(QString::fromLatin1(context.category) + QStringLiteral(": ") + text);
        });
    }
    ~LogCapture()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    LogCapture(const LogCapture &) = delete;
    LogCapture &operator=(const LogCapture &) = delete;

    /// The lines of fuseboard.client, without their category.
    [[nodiscard]] QStringList calls() const
    {
        const QString category = QStringLiteral("fuseboard.client: ");
        QStringList found;
        for (const QString &line : std::as_const(s_lines)) {
            if (line.startsWith(category))
                found.append(line.mid(category.size()));
        }
        return found;
    }
    [[nodiscard]] const QStringList &all() const { return s_lines; }

private:
    static inline QStringList s_lines;
    QtMessageHandler m_before = nullptr;
};

} // namespace fuseboard
