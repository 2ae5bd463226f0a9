// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyfilterbar.h"

#include "base/scheduler.h"
#include "common/grid.h"
#include "common/icons.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/historywording.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto typingPause = 150ms;

// In the data of the choices: a class of statuses, or a kind of error above that.
constexpr int firstErrorChoice = 100;

/// The kinds that a call can end with, apart from statuses.
constexpr ErrorKind offeredErrors[] = {
    ErrorKind::RateLimited,
    ErrorKind::CircuitOpen,
    ErrorKind::AttemptTimeout,
    ErrorKind::TotalTimeout,
    ErrorKind::ConnectTimeout,
    ErrorKind::Refused,
    ErrorKind::Reset,
    ErrorKind::Dns,
    ErrorKind::Tls,
    ErrorKind::Protocol,
    ErrorKind::AuthFailed,
    ErrorKind::RedirectBlocked,
    ErrorKind::TooLarge,
    ErrorKind::ConfigInvalid,
    ErrorKind::Cancelled,
};

} // namespace

HistoryFilterBar::HistoryFilterBar(const Theme &theme, const Scheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_scheduler(scheduler)
    , m_text(new QLineEdit(this))
    , m_client(makeChoice(tr("Client")))
    , m_end(makeChoice(tr("Result")))
    , m_period(makeChoice(tr("Period")))
{
    m_text->setPlaceholderText(tr("Find in URLs, headers and bodies (Ctrl+F)"));
    m_text->setAccessibleName(tr("Find in URLs, headers and bodies"));
    m_text->setObjectName(u"history-text"_s);
    m_text->setClearButtonEnabled(true);
    m_text->addAction(themedIcon(theme, IconId::Search), QLineEdit::LeadingPosition);
    fillOutcomes();
    fillPeriods();
    setClients({});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid::page, grid::gap, grid::page, grid::gap);
    row->setSpacing(grid::gap);
    row->addWidget(m_text, 1);
    for (QComboBox *choice : {m_client, m_end, m_period})
        row->addWidget(choice);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(&m_typing, &QTimer::timeout, this, &HistoryFilterBar::changed);
    for (const QComboBox *choice : {m_client, m_end, m_period})
        connect(choice, &QComboBox::activated, this, &HistoryFilterBar::changed);
}

QComboBox *HistoryFilterBar::makeChoice(const QString &name)
{
    auto *choice = new QComboBox(this);
    choice->setAccessibleName(name);
    choice->setToolTip(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return choice;
}

void HistoryFilterBar::fillOutcomes()
{
    m_end->setObjectName(u"history-end"_s);
    m_end->addItem(tr("All results"), -1);
    for (const auto outcome : {HistoryOutcome::Success, HistoryOutcome::Redirect, HistoryOutcome::ClientError,
                               HistoryOutcome::ServerError, HistoryOutcome::NoAnswer})
        m_end->addItem(wording::word(outcome), int(outcome));
    m_end->insertSeparator(m_end->count());
    for (const ErrorKind kind : offeredErrors)
        m_end->addItem(wording::title(kind), firstErrorChoice + int(kind));
}

void HistoryFilterBar::fillPeriods()
{
    m_period->setObjectName(u"history-period"_s);
    m_period->addItem(tr("Any time"), 0);
    m_period->addItem(tr("Last 15 minutes"), 15);
    m_period->addItem(tr("Last hour"), 60);
    m_period->addItem(tr("Last 24 hours"), 24 * 60);
    m_period->addItem(tr("Last 7 days"), 7 * 24 * 60);
}

void HistoryFilterBar::setClients(const QList<ClientNode> &clients)
{
    const QString chosen = m_client->currentData().toString();
    m_client->setObjectName(u"history-client"_s);
    m_client->clear();
    m_client->addItem(tr("All clients"), QString());
    for (const ClientNode &client : clients)
        m_client->addItem(wording::printable(client.name, 40), client.id);
    const int index = m_client->findData(chosen);
    m_client->setCurrentIndex(std::max(0, index));
    if (index < 0)
        Q_EMIT changed();
}

HistoryFilter HistoryFilterBar::filter() const
{
    HistoryFilter filter;
    filter.text = m_text->text();
    filter.client = m_client->currentData().toString();
    const int end = m_end->currentData().toInt();
    if (end >= firstErrorChoice)
        filter.error = ErrorKind(end - firstErrorChoice);
    else if (end >= 0)
        filter.outcome = HistoryOutcome(end);
    if (const int minutes = m_period->currentData().toInt(); minutes > 0)
        filter.from = m_scheduler.wallNow() - std::chrono::minutes(minutes);
    return filter;
}

void HistoryFilterBar::clear()
{
    m_text->clear();
    m_typing.stop();
    for (QComboBox *choice : {m_client, m_end, m_period})
        choice->setCurrentIndex(0);
    Q_EMIT changed();
}

void HistoryFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

} // namespace fuseboard
