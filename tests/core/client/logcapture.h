// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>
#include <QStringList>

#include <functional>
#include <utility>

namespace fuseboard {

/// Catches all that is logged while it lives, by whomever, with the categories that the rules let through.
class LogCapture
{
public:
    explicit LogCapture(const QString &rules)
    {
        s_lines.clear();
        s_listener = {};
        QLoggingCategory::setFilterRules(rules);
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &context, const QString &text) {
            s_lines.append(QString::fromLatin1(context.category) + QStringLiteral(": ") + text);
            const auto listener = s_listener; // which may end this
            if (listener)
                listener(text);
        });
    }
    ~LogCapture()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
        s_listener = {};
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
    /// Once, with the first line that holds that text: from inside whatever writes it.
    static void once(const QString &text, std::function<void()> act)
    {
        s_listener = [text, act = std::move(act)](const QString &line) {
            if (!line.contains(text))
                return;
            s_listener = {};
            act();
        };
    }
    [[nodiscard]] const QStringList &all() const { return s_lines; }

private:
    static inline QStringList s_lines;
    static inline std::function<void(const QString &)> s_listener;
    QtMessageHandler m_before = nullptr;
};

} // namespace fuseboard
