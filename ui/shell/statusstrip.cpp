// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/statusstrip.h"

#include "common/elidedlabel.h"
#include "common/figurelabel.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr std::chrono::milliseconds noticingTime{5'000};
constexpr std::chrono::milliseconds readingTime{60}; // of a character, for who reads slowly
constexpr std::chrono::milliseconds longestTime{20'000};

} // namespace

StatusStrip::StatusStrip(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_workspaceName(new QLabel(this))
    , m_secrets(new QToolButton(this))
    , m_message(new ElidedLabel(this))
    , m_messageTime(this)
    , m_inFlight(new FigureLabel(theme, this))
    , m_rate(new FigureLabel(theme, this))
    , m_refused(new FigureLabel(theme, this))
{
    setFixedHeight(grid::statusBarHeight);
    auto *workspaceWord = new QLabel(tr("Workspace:"), this);
    QFont bold = theme.font(TextStyle::Small);
    bold.setWeight(QFont::DemiBold);
    for (QLabel *label : {workspaceWord, m_workspaceName, static_cast<QLabel *>(m_message)}) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(label == m_workspaceName ? bold : theme.font(TextStyle::Small));
    }
    workspaceWord->setProperty("rank", QStringLiteral("muted"));
    m_secrets->setObjectName(QStringLiteral("secretStore"));
    m_secrets->setProperty("kind", QStringLiteral("status"));
    m_secrets->setFont(theme.font(TextStyle::Small));
    connect(m_secrets, &QToolButton::clicked, this, &StatusStrip::secretStoreChosen);
    m_refused->setToolTip(tr("Calls that limiters or breakers refused since the start"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid::cardGap, 1, grid::cardGap, 0);
    row->setSpacing(grid::unit);
    row->addWidget(workspaceWord);
    row->addWidget(m_workspaceName);
    row->addSpacing(grid::page - grid::unit);
    row->addWidget(m_secrets);
    row->addWidget(m_message, 1'000);
    row->addStretch(1);
    row->addSpacing(grid::page - grid::unit);
    for (FigureLabel *label : {m_inFlight, m_rate, m_refused}) {
        row->addWidget(label);
        if (label != m_refused)
            row->addSpacing(grid::page - grid::unit);
    }
    m_message->setObjectName(QStringLiteral("statusMessage"));
    // All the room there is, and no more: a sentence of a hundred words must not push the figures out.
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_message->hide();
    m_secrets->hide();
    m_messageTime.setSingleShot(true);
    connect(&m_messageTime, &QTimer::timeout, this, &StatusStrip::endMessage);
    setSnapshots({});
}

void StatusStrip::addFirst(QWidget *widget)
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(0, widget);
    row->insertSpacing(1, grid::page - grid::unit);
    const QList<QWidget *> parts = widget->findChildren<QWidget *>();
    for (QWidget *part : parts) {
        if (part->focusPolicy() & Qt::TabFocus)
            setTabOrder(part, m_secrets);
    }
}

void StatusStrip::setWorkspace(const QString &name)
{
    m_workspaceName->setText(wording::printable(name, 60));
}

void StatusStrip::setSecretStore(const QString &state, const QString &advice)
{
    m_secrets->setText(state);
    m_secrets->setVisible(!state.isEmpty() && m_message->isHidden());
    m_secrets->setToolTip(wording::toolTip(advice));
    m_secrets->setAccessibleDescription(advice);
}

void StatusStrip::showMessage(const QString &text)
{
    if (text.isEmpty())
        return endMessage();
    m_problem.clear();
    put(text, false);
    const std::chrono::milliseconds needed = noticingTime + text.size() * readingTime;
    m_messageTime.start(std::min(needed, longestTime));
}

void StatusStrip::showNotice(const QString &text, bool isProblem)
{
    m_notices.prepend({text, isProblem});
    if (!m_messageTime.isActive())
        endMessage();
}

void StatusStrip::endNotice(const QString &text)
{
    const auto isIt = [&text](const Notice &notice) { return notice.text == text; };
    if (m_notices.removeIf(isIt) > 0 && !m_messageTime.isActive())
        endMessage();
}

void StatusStrip::showProblem(const QString &text)
{
    m_problem = text;
    endMessage();
}

void StatusStrip::put(const QString &text, bool isProblem)
{
    m_message->setText(text);
    m_message->setProperty("rank", isProblem ? QStringLiteral("error") : QString());
    style()->unpolish(m_message);
    style()->polish(m_message);
    m_message->show();
    m_secrets->hide();
}

void StatusStrip::endMessage()
{
    QStringList texts;
    if (!m_problem.isEmpty())
        texts << m_problem;
    for (const Notice &notice : std::as_const(m_notices))
        texts << notice.text;
    if (texts.isEmpty())
        return hideMessage();
    const bool isProblem = !m_problem.isEmpty()
        || std::any_of(m_notices.cbegin(), m_notices.cend(), [](const Notice &notice) { return notice.isProblem; });
    put(texts.join(QChar::Space), isProblem);
    m_messageTime.stop();
}

void StatusStrip::hideMessage()
{
    m_messageTime.stop();
    m_message->hide();
    m_secrets->setVisible(!m_secrets->text().isEmpty());
}

void StatusStrip::mousePressEvent(QMouseEvent *event)
{
    if (m_message->isVisible() && m_message->geometry().contains(event->position().toPoint())) {
        if (!m_messageTime.isActive()) { // else that was read, and not what is behind it
            m_notices.clear();
            m_problem.clear();
        }
        return endMessage();
    }
    QFrame::mousePressEvent(event);
}

void StatusStrip::setSnapshots(const QList<ClientSnapshot> &snapshots)
{
    int inFlight = 0;
    double rate = 0;
    quint64 refused = 0;
    for (const ClientSnapshot &client : snapshots) {
        inFlight += client.inFlight;
        rate += client.callsPerSecond;
        refused += client.refused;
    }
    m_inFlight->setText(tr("%1 in flight").arg(wording::count(inFlight)));
    m_rate->setText(wording::rate(rate));
    m_refused->setText(tr("%1 refused since the start").arg(wording::count(static_cast<qint64>(refused))));
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(ColorRole::Panel));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(ColorRole::Border));
}

} // namespace fuseboard
