// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/consequencecard.h"

#include "common/emptystate.h"
#include "common/grid.h"
#include "common/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace fuseboard {

ConsequenceCard::ConsequenceCard(const Theme &theme, const QString &title, QWidget *drawing, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_told(new QWidget(this))
    , m_sentence(new QLabel(m_told))
    , m_drawing(drawing)
    , m_nothing(new EmptyState(
          theme, IconId::Warning, tr("Nothing to show yet"),
          tr("Some of the values that it follows from are wrong. Correct what is marked in red, here or on "
             "another page."),
          {}, this))
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
    auto *told = new QVBoxLayout(m_told);
    told->setContentsMargins({});
    told->setSpacing(grid::unit);
    told->addWidget(m_sentence);
    told->addSpacing(grid::unit);
    told->addWidget(drawing);
    QSizePolicy policy = m_told->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // what stands below the card stays where it is
    m_told->setSizePolicy(policy);
    m_nothing->hide();
    auto *room = new QGridLayout;
    room->addWidget(m_told, 0, 0);
    room->addWidget(m_nothing, 0, 0);
    column->addLayout(room);
}

void ConsequenceCard::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_drawing->setAccessibleName(sentence);
    m_nothing->hide();
    m_told->show();
}

void ConsequenceCard::tellNothing()
{
    m_told->hide();
    m_nothing->show();
}

QString ConsequenceCard::sentence() const
{
    return m_told->isHidden() ? QString() : m_sentence->text();
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
