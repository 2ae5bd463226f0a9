// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodyfilter.h"

#include "models/document/background.h"
#include "models/document/filterprocess.h"
#include "models/document/filterwording.h"
#include "json/jsonpathrun.h"
#include "json/jsontext.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

FilterOutcome selectedBy(const JsonPath &path, QByteArrayView text, std::chrono::milliseconds limit,
                         const QPromise<FilterOutcome> &promise)
{
    QElapsedTimer clock;
    clock.start();
    FilterOutcome outcome;
    outcome.values = 0;
    QByteArray bytes;
    JsonPathRun run(
        text,
        [&](qint64 begin) {
            const QByteArrayView value = text.sliced(begin, jsontext::afterValue(text, begin) - begin);
            outcome.cut = outcome.values >= BodyFilter::mostValues
                || bytes.size() + value.size() > BodyFilter::mostBytes;
            if (outcome.cut)
                return false;
            bytes += value;
            bytes += '\n';
            ++outcome.values;
            return true;
        },
        [&] { return promise.isCanceled() || clock.hasExpired(limit.count()); });
    if (!run.run(path) && !outcome.cut)
        outcome.problem = wording::filterTooSlow();
    else
        outcome.bytes = std::make_shared<const DocumentBytes>(bytes);
    return outcome;
}

FilterOutcome problemOf(const QString &sentence)
{
    FilterOutcome outcome;
    outcome.problem = sentence;
    return outcome;
}

FilterOutcome jqOutcome(const FilterProcess::Outcome &ended)
{
    if (!ended.isStarted)
        return problemOf(wording::jqMissing());
    if (!ended.isCut && (ended.isBroken || ended.exitCode != 0))
        return problemOf(wording::jqProblem(ended.errors));
    FilterOutcome outcome;
    outcome.values = ended.output.count('\n');
    outcome.cut = ended.isCut;
    outcome.bytes = std::make_shared<const DocumentBytes>(ended.output);
    return outcome;
}

/// By what xpathprotocol.h says.
FilterOutcome xPathOutcome(const QString &expression, const FilterProcess::Outcome &ended)
{
    if (!ended.isStarted)
        return problemOf(wording::xPathMissing());
    const QList<QByteArray> head = ended.output.left(ended.output.indexOf('\n')).split(' ');
    if (ended.isBroken || ended.isCut || ended.exitCode != 0 || head.size() != 4) {
        const bool isTold = !ended.isBroken && !ended.isCut && ended.exitCode != 0;
        return problemOf(wording::xPathProblem(isTold ? xpath::Exit(ended.exitCode) : xpath::Exit::BadUse, ended.errors,
                                               expression));
    }
    FilterOutcome outcome;
    outcome.contentType = head[0] == "xml" ? "application/xml" : "text/plain";
    outcome.values = head[1].toLongLong();
    outcome.cut = head[2] == "cut";
    if (outcome.values == 0 && head[3] == "namespaced")
        outcome.hint = wording::xPathNamespaceHint();
    outcome.bytes = std::make_shared<const DocumentBytes>(ended.output.sliced(ended.output.indexOf('\n') + 1));
    return outcome;
}

/// Beside the application, or where it is installed.
QString ownXPathProgram()
{
    const QString beside = QCoreApplication::applicationDirPath();
    return QStandardPaths::findExecutable(u"fuseboard-xpath"_s, {beside, beside + u"/../libexec/fuseboard"_s});
}

} // namespace

BodyFilter::BodyFilter(QObject *parent)
    : QObject(parent)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &BodyFilter::stopAtLimit);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!m_watcher.isCanceled())
            end(m_watcher.result());
    });
}

BodyFilter::~BodyFilter()
{
    m_watcher.cancel();
}

void BodyFilter::cancel()
{
    m_watcher.cancel();
    m_watcher.setFuture({});
    if (m_process) {
        m_process->disconnect(this);
        m_process->stop();
        m_process->deleteLater(); // it may be the one that tells
        m_process = nullptr;
    }
    m_deadline.stop();
    m_running = false;
    m_bytes.reset();
}

void BodyFilter::start(FilterLanguage language, const QString &text, const SharedBytes &bytes)
{
    cancel();
    m_bytes = bytes;
    m_running = true;
    switch (language) {
    case FilterLanguage::JsonPath:
        return startJsonPath(text);
    case FilterLanguage::Jq:
        return startJq(text);
    case FilterLanguage::XPath:
        return startXPath(text);
    }
}

void BodyFilter::startJsonPath(const QString &text)
{
    const auto path = JsonPath::parse(text);
    if (!path) {
        endWith(wording::jsonPathProblem(path.error()));
        return;
    }
    m_watcher.setFuture(runInBackground<FilterOutcome>(
        [path = *path, bytes = m_bytes, limit = m_timeLimit](QPromise<FilterOutcome> &promise) {
            promise.addResult(selectedBy(path, bytes->view(), limit, promise));
        }));
}

template<class End>
void BodyFilter::startProgram(const QString &program, const QStringList &arguments, const End &outcomeOf)
{
    m_process = new FilterProcess(m_bytes, mostBytes, this);
    connect(m_process, &FilterProcess::finished, this,
            [this, outcomeOf](const FilterProcess::Outcome &ended) { end(outcomeOf(ended)); });
    m_deadline.start(m_timeLimit);
    m_process->start(program, arguments);
}

void BodyFilter::startJq(const QString &text)
{
    const QString program = m_jqProgram.isEmpty() ? QStandardPaths::findExecutable(u"jq"_s) : m_jqProgram;
    if (program.isEmpty())
        return endWith(wording::jqMissing());
    // The space keeps a filter that begins with "-" from being an option; not every jq knows "--".
    startProgram(program, {u"--compact-output"_s, u"--monochrome-output"_s, u' ' + text}, &jqOutcome);
}

void BodyFilter::startXPath(const QString &text)
{
    const QString program = m_xPathProgram.isEmpty() ? ownXPathProgram() : m_xPathProgram;
    if (program.isEmpty())
        return endWith(wording::xPathMissing());
    if (m_bytes->size() > xpath::mostBody)
        return endWith(wording::xPathProblem(xpath::Exit::TooLarge, {}, text));
    startProgram(program, {text}, [text](const FilterProcess::Outcome &ended) { return xPathOutcome(text, ended); });
}

void BodyFilter::stopAtLimit()
{
    endWith(wording::filterTooSlow());
}

void BodyFilter::endWith(const QString &problem)
{
    // Whoever starts a filter is told after that call.
    QMetaObject::invokeMethod(
        this, [this, problem] { end(problemOf(problem)); }, Qt::QueuedConnection);
}

void BodyFilter::end(const FilterOutcome &outcome)
{
    if (!m_running)
        return;
    cancel();
    Q_EMIT finished(outcome);
}

} // namespace fuseboard
