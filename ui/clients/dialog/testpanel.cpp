// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/testpanel.h"

#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "explorer/timelineview.h"
#include "models/wording.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

TestPanel::TestPanel(const Theme &theme, DialogMeans means, QWidget *parent)
    : QWidget(parent)
    , m_means(std::move(means))
    , m_path(new QLineEdit(this))
    , m_sentence(new QLabel(this))
    , m_again(new QPushButton(tr("Test again"), this))
{
    setAccessibleName(tr("Test of the connection"));
    build(theme);
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &TestPanel::refresh);
    connect(&m_session, &CallSession::progressed, this, &TestPanel::refresh);
    connect(&m_session, &CallSession::finished, this, [this] {
        m_tick.stop();
        refresh();
        Q_EMIT changed();
    });
}

void TestPanel::build(const Theme &theme)
{
    auto *label = new QLabel(tr("GET of"), this);
    label->setBuddy(m_path);
    m_path->setPlaceholderText(tr("the base URL itself; or a path below it, such as /health"));
    m_path->setAccessibleName(tr("Path to test"));
    connect(m_path, &QLineEdit::returnPressed, this, &TestPanel::againAsked);
    m_again->setAutoDefault(false);
    m_again->setAccessibleName(tr("Test again, or cancel the test"));
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (isRunning())
            cancel();
        else
            Q_EMIT againAsked();
    });
    auto *close = new QToolButton(this);
    close->setIcon(themedIcon(theme, IconId::Close));
    close->setAccessibleName(tr("Close the test"));
    close->setToolTip(tr("Close"));
    close->setFixedSize(28, 28);
    connect(close, &QToolButton::clicked, this, [this] {
        cancel();
        hide();
    });
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setAccessibleName(tr("Result of the test"));
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    row->addWidget(label);
    row->addWidget(m_path, 1);
    row->addWidget(m_again);
    row->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::gap, grid::page, grid::gap);
    column->setSpacing(grid::gap);
    column->addLayout(row);
    column->addWidget(m_sentence);
    column->addWidget(new TimelineView(theme, m_timeline, this));
}

void TestPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept();
    else
        QWidget::keyPressEvent(event);
}

void TestPanel::start(const ClientConfig &config)
{
    if (isRunning())
        return;
    m_timeline.clear();
    m_tested = config;
    if (const QString obstacle = m_means.obstacleTo(config); !obstacle.isEmpty())
        return m_session.refuse(obstacle);
    m_client = m_means.makeClient(config);
    Request request;
    request.url = QUrl(m_path->text());
    m_session.send(*m_client, request);
    m_tick.start();
    refresh();
    Q_EMIT changed();
}

void TestPanel::cancel()
{
    m_session.cancel();
}

void TestPanel::setSettings(const ClientConfig &present, bool areRight)
{
    m_present = present;
    m_areRight = areRight;
    refresh();
    Q_EMIT changed();
}

void TestPanel::refresh()
{
    m_timeline.setTimeline(m_session.timeline(), m_session.elapsed());
    m_again->setText(isRunning() ? tr("Cancel") : tr("Test again"));
    m_again->setEnabled(isRunning() || m_areRight);
    m_path->setEnabled(!isRunning());
    m_sentence->setText(sentence());
    const bool hasFailed = !m_session.refusal().isEmpty() || (m_session.error() && !m_session.isCancelled());
    const bool isBad = !isRunning() && hasFailed && !isOutdated();
    setRank(m_sentence, isBad ? u"error"_s : u"muted"_s);
}

Badge TestPanel::badge() const
{
    if (!m_session.refusal().isEmpty() && !isOutdated())
        return {Tone::Danger, tr("not sent"), IconId::Close};
    if (m_session.isEmpty())
        return {};
    if (isRunning())
        return {Tone::Accent, tr("testing…"), IconId::Clock};
    return isOutdated() ? Badge() : endBadge();
}

Badge TestPanel::endBadge() const
{
    const QString elapsed = wording::duration(m_session.elapsed());
    if (m_session.isCancelled())
        return {Tone::Neutral, tr("cancelled"), IconId::Stop};
    if (const auto &response = m_session.response()) {
        const Tone tone = toneOfStatus(response->status);
        const IconId glyph = m_session.error() ? IconId::Close : IconId::Check;
        return {tone, tr("%1 in %2").arg(QString::number(response->status), elapsed), glyph};
    }
    return {toneOf(m_session.error()->kind), wording::title(*m_session.error()), IconId::Close};
}

QString TestPanel::sentence() const
{
    if (!m_session.refusal().isEmpty())
        return withWhatWasTested(m_session.refusal());
    if (m_session.isEmpty())
        return {};
    if (!isRunning())
        return endSentence();
    const auto &wait = m_session.presentWait();
    if (!wait)
        return tr("Waiting for the answer.");
    switch (wait->kind) {
    case TimelineKind::TokenWait:
        return tr("Waiting for a token of the rate limiter.");
    case TimelineKind::Backoff:
        return tr("Waiting before the next attempt.");
    default:
        return tr("Waiting, because the server asked for it.");
    }
}

QString TestPanel::endSentence() const
{
    if (m_session.isCancelled())
        return tr("You cancelled the test.");
    const QString status = m_session.response() ? wording::statusText(m_session.response()->status) : QString();
    if (!m_session.error() && !isOutdated())
        return tr("The server answered %1. These settings work.").arg(status);
    const QString answer = m_session.error()
        ? wording::sentence(*m_session.error(), {m_session.clientName(), {}, false, {}})
        : tr("The server answered %1.").arg(status);
    return withWhatWasTested(answer);
}

QString TestPanel::withWhatWasTested(const QString &told) const
{
    return isOutdated() ? tr("%1 These were the settings before your change. Test again.").arg(told) : told;
}

} // namespace fuseboard
