// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/documentbytes.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

namespace fuseboard {

class FilterProcess;

enum class FilterLanguage { JsonPath, Jq, XPath };

/// What a filter made of a body.
struct FilterOutcome
{
    SharedBytes bytes; ///< each value with a line feed behind it; null where there is a problem
    QByteArray contentType = "application/x-ndjson"; ///< of them
    qint64 values = -1; ///< how many; -1 where nobody counted
    bool cut = false; ///< there would be more
    QString problem; ///< a sentence
    QString hint; ///< another one, on what could be tried where nothing was found
};

/// Filters a body of JSON or XML away from the GUI thread, within bounds of time and size. JSONPath reads the body in
/// place; jq is the program of that name, and XPath one of ours. One run at a time.
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
    /// Where the programs are looked for, and how long a filter may take; for tests.
    void setJqProgram(const QString &path) { m_jqProgram = path; }
    void setXPathProgram(const QString &path) { m_xPathProgram = path; }
    void setTimeLimit(std::chrono::milliseconds limit) { m_timeLimit = limit; }

Q_SIGNALS:
    /// Once for each start() that was not cancelled; never inside of it.
    void finished(const fuseboard::FilterOutcome &outcome);

private:
    void startJsonPath(const QString &text);
    void startJq(const QString &text);
    void startXPath(const QString &text);
    template<class End>
    void startProgram(const QString &program, const QStringList &arguments, const End &end);
    void stopAtLimit();
    void end(const FilterOutcome &outcome);
    void endWith(const QString &problem);

    SharedBytes m_bytes;
    QFutureWatcher<FilterOutcome> m_watcher;
    FilterProcess *m_process = nullptr;
    QString m_jqProgram;
    QString m_xPathProgram;
    bool m_running = false;
    std::chrono::milliseconds m_timeLimit{10'000};
    QTimer m_deadline;
};

} // namespace fuseboard
