// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/emptystate.h"

#include "common/grid.h"
#include "common/iconview.h"
#include "common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int emptyLeastWidth = 140;
constexpr int emptyMostWidth = 480; ///< of its lines: longer ones are hard to read
constexpr int emptyMargin = 24;

} // namespace

EmptyState::EmptyState(const Theme &theme, IconId icon, const QString &title, const QString &advice,
                       const QString &action, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_advice(new QLabel(advice, this))
{
    auto *texts = new QWidget(this);
    texts->setMaximumWidth(emptyMostWidth);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(emptyMargin, 0, emptyMargin, 0);
    row->setSpacing(0);
    row->addStretch(1);
    row->addWidget(texts, 1'000);
    row->addStretch(1);
    auto *column = new QVBoxLayout(texts);
    column->setContentsMargins(0, grid::gap, 0, grid::gap);
    column->setSpacing(grid::unit);
    column->addStretch(1);
    column->addWidget(new IconView(theme, icon, 32, this), 0, Qt::AlignHCenter);
    column->addSpacing(grid::unit);
    column->addWidget(m_title);
    column->addWidget(m_advice, 100);
    m_title->setProperty("rank", QStringLiteral("strong"));
    m_advice->setProperty("rank", QStringLiteral("muted"));
    for (QLabel *label : {m_title, m_advice}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
        label->setMinimumWidth(emptyLeastWidth - 2 * emptyMargin);
    }
    if (!action.isEmpty()) {
        m_action = new QPushButton(action, this);
        connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
        column->addSpacing(grid::gap);
        column->addWidget(m_action, 0, Qt::AlignHCenter);
    }
    column->addStretch(2);
    fitTexts();
}

void EmptyState::setTexts(const QString &title, const QString &advice)
{
    m_title->setText(title);
    m_advice->setText(advice);
    fitTexts();
}

void EmptyState::setActionEnabled(bool enabled)
{
    if (m_action)
        m_action->setEnabled(enabled);
}

void EmptyState::setActionText(const QString &text)
{
    if (!m_action)
        return;
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

QSize EmptyState::minimumSizeHint() const
{
    return {emptyLeastWidth, m_action && !m_action->isHidden() ? 140 : 96};
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTexts();
}

void EmptyState::fitTexts()
{
    for (QLabel *label : {m_title, m_advice}) {
        // Height for width of a placeholder would govern the layout of the whole page around it, and a label that gets
        // another text asks for it again.
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::MinimumExpanding);
        policy.setHeightForWidth(false);
        label->setSizePolicy(policy);
    }
    // No more than the wrapped lines need, so that what follows stands below them.
    const int inner = std::clamp(width() - 2 * emptyMargin, emptyLeastWidth - 2 * emptyMargin, emptyMostWidth);
    for (QLabel *label : {m_title, m_advice})
        label->setMaximumHeight(std::max(label->heightForWidth(inner), 0));
}

} // namespace fuseboard
