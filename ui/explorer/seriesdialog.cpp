// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/seriesdialog.h"

#include "common/elidedlabel.h"
#include "models/checks/checkwording.h"
#include "models/figures.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStyle>

#include <utility>

namespace fuseboard {

using namespace std::chrono_literals;

SeriesDialog::SeriesDialog(const Theme &theme, const Scheduler &scheduler, QWidget *parent)
    : QDialog(parent)
    , m_series(scheduler)
    , m_model(new SeriesTableModel(this))
{
    setWindowTitle(tr("Run several times"));
    build(theme);
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &SeriesDialog::refresh);
    connect(&m_series, &CallSeries::begun, this, &SeriesDialog::callBegun);
    connect(&m_series, &CallSeries::ended, m_model, &SeriesTableModel::add);
    connect(&m_series, &CallSeries::finished, this, [this] {
        const CallSeries::End end = m_series.reason();
        tell(endSentence(), end == CallSeries::End::ClientGone || end == CallSeries::End::ClientChanged);
        if (m_isGoing)
            m_checks.endAtOnce();
        else
            m_checks.end();
        showState();
    });
    connectChecks();
    connect(m_atOnce, &QSpinBox::valueChanged, this, &SeriesDialog::showClient);
    showState();
}

/// The calls wait for their tests where these take longer than the answers: what is not looked at yet lies in memory.
void SeriesDialog::connectChecks()
{
    connect(&m_series, &CallSeries::answered, this, [this](int number, const Response &answer, Duration elapsed) {
        m_checks.add(number, answer, elapsed);
        m_series.setHeld(m_checks.isFull());
    });
    connect(&m_checks, &SeriesChecks::progressed, this, [this] { m_series.setHeld(m_checks.isFull()); });
    connect(&m_checks, &SeriesChecks::finished, this, &SeriesDialog::takeCaptures);
}

void SeriesDialog::takeCaptures(const CheckResults &results)
{
    showState();
    QString sentence;
    if (m_checks.isCapturing())
        sentence = results.captures.isEmpty() ? tr("Captures: no whole answer came")
                                              : wording::failedCaptures(results.captures);
    m_captures->setText(sentence);
    m_captures->setVisible(!sentence.isEmpty());
    const QPointer self(this);
    if (!results.captures.isEmpty())
        Q_EMIT captured(results);
    if (self && !isVisible() && !results.captures.isEmpty() && !sentence.isEmpty())
        Q_EMIT notCaptured(sentence);
    if (self && m_isGoing)
        deleteLater();
    else if (self && std::exchange(m_isRunWanted, false))
        requestRun();
}

void SeriesDialog::setRequest(const QString &method, const QString &name, const QString &client, bool isCapturing)
{
    m_title->setText(wording::printable(method, 20) + u' ' + wording::printable(name));
    m_clientName = wording::printable(client, 60);
    m_isCapturing = isCapturing;
    showClient();
}

void SeriesDialog::showClient()
{
    //: %1 is the name of a client
    QString sentence = tr("Sent by %1");
    if (m_isCapturing && m_atOnce->value() == 1)
        sentence = tr("Sent by %1, with the captures of the last answer");
    else if (m_isCapturing)
        sentence = tr("Sent by %1, without captures");
    m_client->setText(sentence.arg(m_clientName));
    m_client->setToolTip(m_isCapturing
                             ? tr("Variables are captured from the last answer where calls are sent one by one. Of "
                                  "several at once it is left to chance which one is the last: they capture nothing.")
                             : QString());
}

void SeriesDialog::toggle()
{
    if (m_series.isRunning())
        return m_series.stop();
    if (!m_checks.isRunning())
        return requestRun();
    m_isRunWanted = true; // it may send what the last one has captured
    m_checks.endAtOnce();
}

void SeriesDialog::requestRun()
{
    m_calls->interpretText();
    m_atOnce->interpretText();
    tell({});
    Q_EMIT runRequested({m_calls->value(), m_atOnce->value()});
}

void SeriesDialog::start(ApiClient &client, const BuiltRequest &request, const CallSeries::Plan &plan,
                         const CallChecks &checks)
{
    if (m_series.isRunning())
        return;
    m_model->clear();
    m_stopped.clear();
    tell({});
    m_pages->setCurrentIndex(m_pages->count() - 1);
    m_progress->setRange(0, plan.calls);
    m_checks.start(client, request.request, checks, plan.atOnce == 1);
    m_tests->setVisible(m_checks.hasTests());
    m_captures->hide();
    m_captures->clear();
    m_series.start(client, request, plan);
    showState();
}

void SeriesDialog::refuse(const QString &sentence)
{
    tell(sentence, true);
}

void SeriesDialog::stop(const QString &sentence)
{
    if (!m_series.isRunning())
        return;
    m_stopped = sentence;
    m_series.stop();
}

void SeriesDialog::done(int result)
{
    m_isRunWanted = false;
    if (m_checks.isRunning() && testAttribute(Qt::WA_DeleteOnClose)) {
        m_isGoing = true;
        setAttribute(Qt::WA_DeleteOnClose, false);
    }
    const QPointer self(this);
    QDialog::done(result);
    if (!self)
        return;
    m_series.stop();
    if (!m_series.isRunning())
        m_checks.endAtOnce();
}

void SeriesDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    showState();
}

void SeriesDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    m_tick.stop();
}

void SeriesDialog::tell(const QString &sentence, bool isProblem)
{
    m_notice->setText(sentence);
    m_notice->setProperty("rank", isProblem ? QStringLiteral("error") : QStringLiteral("muted"));
    m_notice->style()->polish(m_notice);
}

QString SeriesDialog::endSentence() const
{
    const QString begun = wording::count(m_series.counts().begun);
    const QString all = wording::count(m_series.plan().calls);
    switch (m_series.reason()) {
    case CallSeries::End::Done:
        return tr("All have ended, in %1.").arg(wording::duration(m_series.elapsed()));
    case CallSeries::End::Stopped:
        //: so many calls of so many
        return m_stopped.isEmpty() ? tr("Stopped after %1 of %2.").arg(begun, all) : m_stopped;
    case CallSeries::End::ClientGone:
        return tr("Ended after %1 of %2, because the client is there no more.").arg(begun, all);
    case CallSeries::End::ClientChanged:
        return tr("Ended after %1 of %2, because the client was changed. Run begins anew with what it is now.")
            .arg(begun, all);
    }
    Q_UNREACHABLE();
}

void SeriesDialog::showState()
{
    const bool isRunning = m_series.isRunning();
    if (isRunning && (m_calls->hasFocus() || m_atOnce->hasFocus()))
        m_run->setFocus();
    m_calls->setEnabled(!isRunning);
    m_atOnce->setEnabled(!isRunning);
    m_run->setText(isRunning ? tr("&Stop") : tr("&Run"));
    // Enter begins a series; pressed once too often it must not end it.
    m_run->setDefault(!isRunning);
    if ((isRunning || m_checks.isRunning()) && isVisible())
        m_tick.start();
    else
        m_tick.stop();
    refresh();
}

void SeriesDialog::refresh()
{
    m_model->publish();
    const CallSeries::Counts &counts = m_series.counts();
    m_progress->setValue(counts.ended);
    //: so many calls of so many have ended
    m_progressText->setText(tr("%1 of %2").arg(wording::count(counts.ended), wording::count(m_series.plan().calls)));
    showFigures();
    showTests();
}

void SeriesDialog::showTests()
{
    m_tests->setText(testSentence());
    m_tests->setProperty("rank", m_checks.counts().first ? QStringLiteral("error") : QStringLiteral("muted"));
    m_tests->style()->polish(m_tests);
}

QString SeriesDialog::testSentence() const
{
    const SeriesChecks::Counts &counts = m_checks.counts();
    const bool isOver = !m_series.isRunning() && !m_checks.isRunning();
    if (counts.tests == 0)
        return isOver ? tr("Tests: no whole answer came") : tr("Tests: no answer yet");
    //: so many tests of so many, of all answers together
    QString sentence = tr("Tests: %1 of %2 passed").arg(wording::count(counts.passed), wording::count(counts.tests));
    const int without = m_series.counts().ended - counts.answers;
    if (without > 0 && isOver) {
        //: calls, behind "Tests: 9 of 10 passed"
        sentence += tr(" (calls without an answer to test: %1)").arg(wording::count(without));
    }
    return counts.first ? sentence + QChar(QChar::LineFeed) + failureSentence(*counts.first) : sentence;
}

QString SeriesDialog::failureSentence(const SeriesChecks::Failure &failure)
{
    const QString test = wording::sentence(failure.result.test);
    const QString actual = wording::actual(failure.result);
    if (failure.result.outcome == TestOutcome::Faulty) {
        //: which test, and a sentence that tells what is wrong with it
        return tr("The first that is faulty: %1. %2").arg(test, actual);
    }
    //: which test, the number of a call, what its answer has
    return tr("The first that failed: %1. The answer of call %2 has: %3")
        .arg(test, wording::count(failure.call), actual);
}

void SeriesDialog::showFigures()
{
    const CallSeries::Counts &counts = m_series.counts();
    const auto time = [this](double share) {
        const auto value = m_series.times().percentile(share);
        return value ? wording::measured(*value) : QString(QChar(0x2013));
    };
    const double seconds = toSeconds(m_series.elapsed());
    const double rate = seconds > 0 ? counts.ended / seconds : 0;
    const QStringList values{wording::count(counts.succeeded),
                             wording::count(counts.failed),
                             wording::count(counts.refused),
                             wording::count(counts.cancelled),
                             wording::count(counts.retries),
                             time(50),
                             time(95),
                             time(99),
                             QLocale().toString(rate, 'f', rate < 100 ? 1 : 0)};
    for (qsizetype i = 0; i < values.size(); ++i)
        m_figures.at(i)->setText(values.at(i));
}

} // namespace fuseboard
