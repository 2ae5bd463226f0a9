// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodyfilter.h"

#include "models/document/background.h"
#include "models/document/filterwording.h"
#include "json/jsonpathrun.h"
#include "json/jsontext.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcessEnvironment>
#include <QStandardPaths>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 jqPiece = 1'000'000;

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

/// Nothing of ours: no credentials that live in the environment, no modules of the user's.
QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment bare;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"PATH"_s, u"SystemRoot"_s, u"LANG"_s, u"LC_ALL"_s}) {
        if (own.contains(name))
            bare.insert(name, own.value(name));
    }
    return bare;
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
    dropProcess();
}

void BodyFilter::cancel()
{
    m_watcher.cancel();
    m_watcher.setFuture({});
    dropProcess();
    m_deadline.stop();
    m_output.clear();
    m_running = false;
    m_bytes.reset();
}

void BodyFilter::start(FilterLanguage language, const QString &text, const SharedBytes &bytes)
{
    cancel();
    m_bytes = bytes;
    m_running = true;
    if (language == FilterLanguage::JsonPath)
        startJsonPath(text);
    else
        startJq(text);
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

void BodyFilter::startJq(const QString &text)
{
    const QString program = m_jqProgram.isEmpty() ? QStandardPaths::findExecutable(u"jq"_s) : m_jqProgram;
    if (program.isEmpty()) {
        endWith(wording::jqMissing());
        return;
    }
    m_output.clear();
    m_fed = 0;
    m_cut = false;
    m_jq = new QProcess(this);
    m_jq->setProcessEnvironment(bareEnvironment());
    connect(m_jq, &QProcess::started, this, &BodyFilter::feedJq);
    connect(m_jq, &QProcess::bytesWritten, this, &BodyFilter::feedJq);
    connect(m_jq, &QProcess::readyReadStandardOutput, this, &BodyFilter::readJq);
    connect(m_jq, &QProcess::finished, this, &BodyFilter::endJq);
    connect(m_jq, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            endWith(wording::jqMissing());
    });
    m_deadline.start(m_timeLimit);
    // The space keeps a filter that begins with "-" from being an option; not every jq knows "--".
    m_jq->start(program, {u"--compact-output"_s, u"--monochrome-output"_s, u' ' + text});
}

void BodyFilter::feedJq()
{
    if (!m_jq || m_jq->bytesToWrite() > 0)
        return;
    const QByteArrayView rest = m_bytes->view().sliced(m_fed);
    if (rest.isEmpty()) {
        m_jq->closeWriteChannel();
        return;
    }
    const QByteArrayView piece = rest.first(std::min<qsizetype>(rest.size(), jqPiece));
    m_fed += piece.size();
    m_jq->write(piece.data(), piece.size());
}

void BodyFilter::readJq()
{
    m_output += m_jq->readAllStandardOutput();
    m_cut = m_output.size() > mostBytes;
    if (!m_cut)
        return;
    m_output.truncate(m_output.lastIndexOf('\n', mostBytes) + 1);
    endJq();
}

void BodyFilter::endJq()
{
    FilterOutcome outcome;
    outcome.cut = m_cut;
    const bool failed = !m_cut && (m_jq->exitStatus() != QProcess::NormalExit || m_jq->exitCode() != 0);
    if (failed)
        outcome.problem = wording::jqProblem(m_jq->readAllStandardError());
    else
        outcome.bytes = std::make_shared<const DocumentBytes>(m_output + (m_cut ? QByteArray() : m_jq->readAll()));
    if (outcome.bytes)
        outcome.values = outcome.bytes->view().toByteArray().count('\n');
    end(outcome);
}

void BodyFilter::stopAtLimit()
{
    endWith(wording::filterTooSlow());
}

void BodyFilter::endWith(const QString &problem)
{
    FilterOutcome outcome;
    outcome.problem = problem;
    // Whoever starts a filter is told after that call.
    QMetaObject::invokeMethod(
        this, [this, outcome] { end(outcome); }, Qt::QueuedConnection);
}

void BodyFilter::end(const FilterOutcome &outcome)
{
    if (!m_running)
        return;
    cancel();
    Q_EMIT finished(outcome);
}

void BodyFilter::dropProcess()
{
    if (!m_jq)
        return;
    m_jq->disconnect(this);
    m_jq->setParent(QCoreApplication::instance()); // it goes when it has ended, or with the program; nobody waits
    if (m_jq->state() == QProcess::NotRunning) {
        m_jq->deleteLater();
    } else {
        connect(m_jq, &QProcess::finished, m_jq, &QObject::deleteLater);
        m_jq->kill();
    }
    m_jq = nullptr;
}

} // namespace fuseboard
