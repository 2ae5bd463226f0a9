// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/seriesdialog.h"

#include "common/elidedlabel.h"
#include "models/figures.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStyle>

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
        showState();
    });
    showState();
}

void SeriesDialog::setRequest(const QString &method, const QString &name, const QString &client, bool isTested)
{
    m_title->setText(wording::printable(method, 20) + u' ' + wording::printable(name));
    //: %1 is the name of a client
    m_client->setText((isTested ? tr("Sent by %1, without the tests and captures of the request") : tr("Sent by %1"))
                          .arg(wording::printable(client, 60)));
}

void SeriesDialog::toggle()
{
    if (m_series.isRunning())
        return m_series.stop();
    m_calls->interpretText();
    m_atOnce->interpretText();
    tell({});
    Q_EMIT runRequested({m_calls->value(), m_atOnce->value()});
}

void SeriesDialog::start(ApiClient &client, const BuiltRequest &request, const CallSeries::Plan &plan)
{
    if (m_series.isRunning())
        return;
    m_model->clear();
    m_stopped.clear();
    tell({});
    m_pages->setCurrentIndex(m_pages->count() - 1);
    m_progress->setRange(0, plan.calls);
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
    m_series.stop();
    QDialog::done(result);
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
    if (isRunning && isVisible())
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
