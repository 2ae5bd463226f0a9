// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compare/comparedialog.h"

#include "common/elidedlabel.h"
#include "common/fitting.h"
#include "common/grid.h"
#include "common/pill.h"
#include "common/theme.h"
#include "compare/diffside.h"
#include "compare/diffsteps.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

CompareDialog::CompareDialog(const Theme &theme, const QList<ComparedCall> &earlier, const ComparedCall &later,
                             QWidget *parent)
    : QDialog(parent)
    , m_earlier(earlier)
    , m_later(later)
{
    setWindowTitle(tr("Compare calls"));
    resize(fittedOver(*this, {1080, 720}));
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    m_left = makeSide(theme, true, left);
    m_right = makeSide(theme, false, right);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(grid::page);
    sides->addLayout(left, 1);
    sides->addLayout(right, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::cardGap);
    if (m_earlier.size() > 1)
        column->addWidget(makeChoice());
    column->addLayout(sides, 1);
    column->addWidget(makeFooter());
    fill(m_right, m_later);
    m_laterLines = m_later.lines();
    compareWith(int(m_earlier.size()) - 1);
    m_steps->focusNext();
}

CompareDialog::Side CompareDialog::makeSide(const Theme &theme, bool isLeft, QVBoxLayout *column)
{
    const Side side{new Pill(theme, this), new QLabel(this), new ElidedLabel(this),
                    new DiffSide(theme, isLeft ? DiffSide::Which::Left : DiffSide::Which::Right, this)};
    side.facts->setProperty("rank", u"muted"_s);
    side.target->setFont(theme.font(TextStyle::Mono));
    side.text->setAccessibleName(isLeft ? tr("The earlier call") : tr("The later call"));
    auto *head = new QHBoxLayout;
    head->setSpacing(grid::gap);
    head->addWidget(side.end);
    head->addWidget(side.facts);
    head->addStretch();
    column->setSpacing(grid::gap);
    column->addLayout(head);
    column->addWidget(side.target);
    column->addWidget(side.text, 1);
    return side;
}

QWidget *CompareDialog::makeChoice()
{
    auto *choice = new QWidget(this);
    auto *label = new QLabel(tr("Compare &with"), choice);
    auto *list = new QComboBox(choice);
    list->setAccessibleName(tr("Earlier call"));
    for (const ComparedCall &call : m_earlier)
        list->addItem(call.facts + u" · "_s + call.end.text);
    list->setCurrentIndex(int(m_earlier.size()) - 1);
    label->setBuddy(list);
    connect(list, &QComboBox::currentIndexChanged, this, &CompareDialog::compareWith);
    auto *row = new QHBoxLayout(choice);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(label);
    row->addWidget(list);
    row->addStretch();
    return choice;
}

QWidget *CompareDialog::makeFooter()
{
    auto *footer = new QWidget(this);
    m_steps = new DiffSteps(*m_left.text, *m_right.text, footer);
    auto *close = new QPushButton(tr("Close"), footer);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(m_steps, 1);
    row->addWidget(close);
    return footer;
}

void CompareDialog::fill(const Side &side, const ComparedCall &call)
{
    side.end->setBadge(call.end);
    side.facts->setText(call.facts);
    side.target->setText(call.target);
}

void CompareDialog::compareWith(int earlier)
{
    if (earlier < 0)
        return;
    const ComparedCall &left = m_earlier.at(earlier);
    fill(m_left, left);
    m_steps->compare(left.lines(), m_laterLines);
}

} // namespace fuseboard
