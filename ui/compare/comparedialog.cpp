// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compare/comparedialog.h"

#include "common/elidedlabel.h"
#include "common/fitting.h"
#include "common/grid.h"
#include "common/pill.h"
#include "common/theme.h"
#include "compare/diffside.h"
#include "models/figures.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Both move together.
void tie(QScrollBar *one, QScrollBar *other)
{
    QObject::connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
    QObject::connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
}

/// Rows that differ and stand below each other are one difference.
QList<qsizetype> differencesIn(const QList<DiffRow> &rows)
{
    QList<qsizetype> found;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const bool differs = rows.at(i).kind != DiffRow::Kind::Same;
        if (differs && (i == 0 || rows.at(i - 1).kind == DiffRow::Kind::Same))
            found << i;
    }
    return found;
}

} // namespace

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
    tie(m_left.text->verticalScrollBar(), m_right.text->verticalScrollBar());
    tie(m_left.text->horizontalScrollBar(), m_right.text->horizontalScrollBar());
    fill(m_right, m_later);
    m_laterLines = m_later.lines();
    compareWith(int(m_earlier.size()) - 1);
    m_next->setFocus();
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
    m_found = new QLabel(footer);
    m_found->setProperty("rank", u"muted"_s);
    const auto addButton = [footer](const QString &text) {
        auto *button = new QPushButton(text, footer);
        button->setAutoDefault(false);
        return button;
    };
    m_previous = addButton(tr("&Previous difference"));
    m_next = addButton(tr("&Next difference"));
    // At once, and as often as the key repeats; a button's own shortcut presses it for a tenth of a second.
    connect(new QShortcut(Qt::SHIFT | Qt::Key_F7, this), &QShortcut::activated, this, [this] { step(-1); });
    connect(new QShortcut(Qt::Key_F7, this), &QShortcut::activated, this, [this] { step(1); });
    m_previous->setToolTip(tr("Shift+F7"));
    m_next->setToolTip(tr("F7"));
    QPushButton *close = addButton(tr("Close"));
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(m_found, 1);
    for (QPushButton *button : {m_previous, m_next, close})
        row->addWidget(button);
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
    const QStringList leftLines = left.lines();
    const QList<DiffRow> rows = diffLines(leftLines, m_laterLines);
    m_left.text->setRows(rows, leftLines, m_laterLines);
    m_right.text->setRows(rows, leftLines, m_laterLines);
    m_differences = differencesIn(rows);
    m_at = -1;
    tellPlace();
}

void CompareDialog::step(int by)
{
    const qsizetype to = m_at + by;
    if (to < 0 || to >= m_differences.size())
        return;
    m_at = to;
    m_left.text->showRow(m_differences.at(m_at));
    m_right.text->showRow(m_differences.at(m_at));
    tellPlace();
}

void CompareDialog::tellPlace()
{
    const qsizetype count = m_differences.size();
    m_previous->setEnabled(m_at > 0);
    m_next->setEnabled(m_at + 1 < count);
    if (count == 0)
        m_found->setText(tr("Both are the same."));
    else if (m_at < 0)
        m_found->setText(tr("%Ln differences", nullptr, int(count)));
    else
        m_found->setText(tr("Difference %1 of %2").arg(wording::count(m_at + 1), wording::count(count)));
}

} // namespace fuseboard
