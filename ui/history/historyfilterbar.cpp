// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyfilterbar.h"

#include "base/scheduler.h"
#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/historywording.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto typingPause = 150ms;
constexpr int narrowest = 96; // of a choice
constexpr int leastOfText = 120;

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
    ErrorKind::Storage,
    ErrorKind::Cancelled,
};

QString statusForms()
{
    return HistoryFilterBar::tr("A status, or several: 404, 5xx, 400-499");
}

/// So that no sentence comes and goes, and the table moves with it, while one is being typed.
bool mayBecomeStatus(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return u"0123456789xX-– "_s.contains(c); });
}

} // namespace

HistoryFilterBar::HistoryFilterBar(const Theme &theme, const Scheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_scheduler(scheduler)
    , m_text(new QLineEdit(this))
    , m_where(makeChoice(tr("Where to find")))
    , m_status(new QLineEdit(this))
    , m_client(makeChoice(tr("Client")))
    , m_end(makeChoice(tr("Result")))
    , m_period(makeChoice(tr("Period")))
    , m_first(makeDay(tr("First day")))
    , m_last(makeDay(tr("Last day")))
    , m_days(makeDays())
    , m_statusFault(new QLabel(tr("This is no status, and is not looked for. %1").arg(statusForms()), this))
{
    setUpText(theme);
    setUpStatus(theme);
    fillOutcomes();
    fillPeriods();
    setClients({});
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    row->addWidget(m_text, 1);
    row->addWidget(m_where);
    row->addWidget(m_status);
    for (QComboBox *choice : {m_client, m_end, m_period})
        row->addWidget(choice);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(grid::page, grid::gap, grid::page, grid::gap);
    rows->setSpacing(grid::gap);
    rows->addLayout(row);
    rows->addWidget(m_statusFault);
    rows->addWidget(m_days);
    connectParts();
}

void HistoryFilterBar::setUpText(const Theme &theme)
{
    m_text->setPlaceholderText(tr("Find in URLs, headers and bodies (Ctrl+F)"));
    m_text->setAccessibleName(tr("Find in URLs, headers and bodies"));
    m_text->setToolTip(wording::searchedBodies());
    m_text->setObjectName(u"history-text"_s);
    m_text->setMinimumWidth(leastOfText);
    m_text->setClearButtonEnabled(true);
    m_text->addAction(themedIcon(theme, IconId::Search), QLineEdit::LeadingPosition);
    m_where->setObjectName(u"history-where"_s);
    m_where->addItems({tr("In all"), tr("In URLs")});
    m_where->setMinimumWidth(narrowest - grid::gap); // for short words
}

void HistoryFilterBar::setUpStatus(const Theme &theme)
{
    constexpr int longestStatus = 20;
    m_status->setObjectName(u"history-status"_s);
    m_status->setAccessibleName(tr("Status"));
    m_status->setPlaceholderText(tr("Status"));
    m_status->setMaxLength(longestStatus);
    m_status->setClearButtonEnabled(true);
    m_wrongStatus = m_status->addAction(themedIcon(theme, IconId::Warning), QLineEdit::TrailingPosition);
    m_wrongStatus->setObjectName(u"history-wrong-status"_s);
    m_statusFault->setObjectName(u"history-status-fault"_s);
    m_statusFault->setProperty("rank", u"error"_s);
    m_statusFault->setFont(theme.font(TextStyle::Small));
    m_statusFault->setWordWrap(true);
    checkStatus();
    // Room for "400-499", the sign and the button that clears it, in whatever font.
    m_status->setFixedWidth(m_status->fontMetrics().horizontalAdvance(u"400-499"_s) + 2 * grid::controlHeight);
}

void HistoryFilterBar::connectParts()
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    for (const QLineEdit *line : {m_text, m_status})
        connect(line, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_status, &QLineEdit::textChanged, this, &HistoryFilterBar::checkStatus);
    connect(m_status, &QLineEdit::editingFinished, this, &HistoryFilterBar::checkStatus);
    for (const QDateEdit *day : {m_first, m_last})
        connect(day, &QDateEdit::dateChanged, this, [this] { m_typing.start(); });
    connect(&m_typing, &QTimer::timeout, this, &HistoryFilterBar::changed);
    connect(m_period, &QComboBox::activated, this, &HistoryFilterBar::choosePeriod);
    for (const QComboBox *choice : {m_where, m_client, m_end, m_period})
        connect(choice, &QComboBox::activated, this, &HistoryFilterBar::changed);
}

void HistoryFilterBar::checkStatus()
{
    const QString text = m_status->text();
    const bool isWrong = !text.trimmed().isEmpty() && !statusRangeFrom(text);
    setInvalid(m_status, isWrong);
    // For whoever cannot tell the colour, or see at all, too.
    m_wrongStatus->setVisible(isWrong);
    m_statusFault->setVisible(isWrong && !(m_status->hasFocus() && mayBecomeStatus(text)));
    m_status->setToolTip(isWrong ? m_statusFault->text() : statusForms());
    m_status->setAccessibleDescription(m_status->toolTip());
}

HistoryPeriod HistoryFilterBar::period() const
{
    return HistoryPeriod(m_period->currentData().toInt());
}

void HistoryFilterBar::choosePeriod()
{
    const bool areDaysChosen = period() == HistoryPeriod::ChosenDays;
    if (areDaysChosen && m_days->isHidden()) {
        const QDate today = localDay(m_scheduler.wallNow());
        m_first->setDate(today.addDays(-1));
        m_last->setDate(today);
        m_typing.stop(); // whoever chose the period tells of it
    }
    m_days->setVisible(areDaysChosen);
    if (areDaysChosen)
        m_first->setFocus(Qt::OtherFocusReason);
}

QDateEdit *HistoryFilterBar::makeDay(const QString &name)
{
    auto *day = new QDateEdit(this);
    day->setAccessibleName(name);
    return day;
}

QWidget *HistoryFilterBar::makeDays()
{
    m_first->setObjectName(u"history-first-day"_s);
    m_last->setObjectName(u"history-last-day"_s);
    auto *days = new QWidget(this);
    auto *row = new QHBoxLayout(days);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addStretch();
    const auto add = [&](const QString &text, QDateEdit *day) {
        auto *label = new QLabel(text, days);
        label->setProperty("rank", u"muted"_s);
        label->setBuddy(day);
        row->addWidget(label);
        row->addWidget(day);
    };
    add(tr("From"), m_first);
    add(tr("to"), m_last);
    days->hide();
    return days;
}

QComboBox *HistoryFilterBar::makeChoice(const QString &name)
{
    auto *choice = new QComboBox(this);
    choice->setAccessibleName(name);
    choice->setToolTip(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice->setMinimumWidth(narrowest); // in a narrow window the text to find has a part of its room
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
    const auto add = [this](const QString &text, HistoryPeriod period) { m_period->addItem(text, int(period)); };
    add(tr("Any time"), HistoryPeriod::Any);
    add(tr("Last 15 minutes"), HistoryPeriod::LastQuarterHour);
    add(tr("Last hour"), HistoryPeriod::LastHour);
    add(tr("Last 24 hours"), HistoryPeriod::Last24Hours);
    m_period->insertSeparator(m_period->count());
    add(tr("Today"), HistoryPeriod::Today);
    add(tr("Yesterday"), HistoryPeriod::Yesterday);
    add(tr("Last 7 days"), HistoryPeriod::Last7Days);
    m_period->insertSeparator(m_period->count());
    add(tr("Choose days…"), HistoryPeriod::ChosenDays);
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
    (m_where->currentIndex() == 0 ? filter.text : filter.url) = m_text->text();
    filter.client = m_client->currentData().toString();
    const int end = m_end->currentData().toInt();
    if (end >= firstErrorChoice)
        filter.error = ErrorKind(end - firstErrorChoice);
    else if (end >= 0)
        filter.outcome = HistoryOutcome(end);
    filter.status = statusRangeFrom(m_status->text());
    const HistorySpan span = spanOf(period(), m_scheduler.wallNow(), m_first->date(), m_last->date());
    filter.from = span.from;
    filter.to = span.to;
    return filter;
}

void HistoryFilterBar::clear()
{
    m_text->clear();
    m_status->clear();
    m_typing.stop();
    for (QComboBox *choice : {m_where, m_client, m_end, m_period})
        choice->setCurrentIndex(0);
    choosePeriod();
    Q_EMIT changed();
}

void HistoryFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

} // namespace fuseboard
