// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/card.h"

#include "common/elidedlabel.h"
#include "common/grid.h"
#include "common/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace fuseboard {

Card::Card(const Theme &theme, const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(new ElidedLabel(this))
    , m_subject(new ElidedLabel(this))
    , m_body(new QVBoxLayout(this))
{
    m_title->setProperty("rank", QStringLiteral("strong"));
    m_subject->setProperty("rank", QStringLiteral("muted"));
    m_subject->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name must not widen the card
    auto *head = new QHBoxLayout;
    head->setSpacing(grid::unit);
    head->addWidget(m_title);
    head->addWidget(m_subject, 1);
    m_body->setContentsMargins(grid::cardPadding, grid::cardPadding, grid::cardPadding, grid::cardPadding);
    m_body->setSpacing(grid::unit);
    m_body->addLayout(head);
    setTitle(title);
    setSubject({});
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setSubject(const QString &subject)
{
    m_subject->setText(subject);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintCard(painter, QRectF(rect()), m_theme);
}

void paintCard(QPainter &painter, const QRectF &rect, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(ColorRole::Border), 1));
    painter.setBrush(theme.color(ColorRole::Card));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), grid::radius, grid::radius);
    painter.restore();
}

} // namespace fuseboard
