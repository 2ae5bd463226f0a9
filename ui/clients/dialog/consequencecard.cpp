// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/consequencecard.h"

#include "common/grid.h"
#include "common/theme.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace fuseboard {

ConsequenceCard::ConsequenceCard(const Theme &theme, const QString &title, QWidget *drawing, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_sentence(new QLabel(this))
    , m_drawing(drawing)
{
    setAccessibleName(title);
    auto *heading = new QLabel(title, this);
    heading->setFont(theme.font(TextStyle::Strong));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("rank", QStringLiteral("muted"));
    m_sentence->setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::cardPadding, grid::cardPadding, grid::cardPadding, grid::cardPadding);
    column->setSpacing(grid::unit);
    column->addWidget(heading);
    column->addWidget(m_sentence);
    column->addSpacing(grid::unit);
    column->addWidget(drawing);
}

void ConsequenceCard::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_drawing->setAccessibleName(sentence);
}

QString ConsequenceCard::sentence() const
{
    return m_sentence->text();
}

void ConsequenceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(ColorRole::Border), 1));
    painter.setBrush(m_theme.color(ColorRole::Code));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), grid::radius, grid::radius);
}

} // namespace fuseboard
