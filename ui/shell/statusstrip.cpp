// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/statusstrip.h"

#include "common/figurelabel.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace fuseboard {

namespace {

constexpr std::chrono::seconds messageTime{12};

} // namespace

StatusStrip::StatusStrip(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_workspaceName(new QLabel(this))
    , m_secrets(new QToolButton(this))
    , m_message(new QLabel(this))
    , m_inFlight(new FigureLabel(theme, this))
    , m_rate(new FigureLabel(theme, this))
    , m_refused(new FigureLabel(theme, this))
{
    setFixedHeight(grid::statusBarHeight);
    auto *workspaceWord = new QLabel(tr("Workspace:"), this);
    QFont bold = theme.font(TextStyle::Small);
    bold.setWeight(QFont::DemiBold);
    for (QLabel *label : {workspaceWord, m_workspaceName, m_message}) {
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
    row->addWidget(m_message);
    row->addStretch(1);
    for (FigureLabel *label : {m_inFlight, m_rate, m_refused}) {
        row->addWidget(label);
        if (label != m_refused)
            row->addSpacing(grid::page - grid::unit);
    }
    m_message->hide();
    m_secrets->hide();
    m_messageTime.setSingleShot(true);
    m_messageTime.setInterval(messageTime);
    connect(&m_messageTime, &QTimer::timeout, this, [this] {
        m_message->hide();
        m_secrets->setVisible(!m_secrets->text().isEmpty());
    });
    setSnapshots({});
}

void StatusStrip::addFirst(QWidget *widget)
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(0, widget);
    row->insertSpacing(1, grid::page - grid::unit);
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
    m_message->setText(text);
    m_message->show();
    m_secrets->hide();
    m_messageTime.start();
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
    m_refused->setText(tr("%1 refused").arg(wording::count(static_cast<qint64>(refused))));
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(ColorRole::Panel));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(ColorRole::Border));
}

} // namespace fuseboard
