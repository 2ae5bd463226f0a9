// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/documentbytes.h"

#include <QFutureWatcher>
#include <QObject>
#include <QProcess>
#include <QTimer>

namespace fuseboard {

enum class FilterLanguage { JsonPath, Jq };

/// What a filter made of a body.
struct FilterOutcome
{
    SharedBytes bytes; ///< one JSON value a line; null where there is a problem
    qint64 values = -1; ///< how many; -1 where nobody counted
    bool cut = false; ///< there would be more
    QString problem; ///< a sentence
};

/// Filters a JSON body away from the GUI thread, within bounds of time and size. JSONPath reads the body in place; jq
/// is the program of that name, in a process of its own, so that it can be stopped whatever it does. One run at a time.
class BodyFilter final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 mostBytes = 64'000'000; ///< of a result
    static constexpr qint64 mostValues = 1'000'000;

    explicit BodyFilter(QObject *parent = nullptr);
    ~BodyFilter() override;

    /// In the place of what runs. The body is UTF-8.
    void start(FilterLanguage language, const QString &text, const SharedBytes &bytes);
    /// Without finished().
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Where jq is looked for, and how long a filter may take; for tests.
    void setJqProgram(const QString &path) { m_jqProgram = path; }
    void setTimeLimit(std::chrono::milliseconds limit) { m_timeLimit = limit; }

Q_SIGNALS:
    /// Once for each start() that was not cancelled; never inside of it.
    void finished(const fuseboard::FilterOutcome &outcome);

private:
    void startJsonPath(const QString &text);
    void startJq(const QString &text);
    void feedJq();
    void readJq();
    void endJq();
    void stopAtLimit();
    void end(const FilterOutcome &outcome);
    void endWith(const QString &problem);
    void dropProcess();

    SharedBytes m_bytes;
    QFutureWatcher<FilterOutcome> m_watcher;
    QProcess *m_jq = nullptr;
    QString m_jqProgram;
    QByteArray m_output;
    qint64 m_fed = 0;
    bool m_cut = false;
    bool m_running = false;
    std::chrono::milliseconds m_timeLimit{10'000};
    QTimer m_deadline;
};

} // namespace fuseboard
