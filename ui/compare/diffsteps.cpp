// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compare/diffsteps.h"

#include "common/grid.h"
#include "compare/diffside.h"
#include "models/compare/linediff.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

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

DiffSteps::DiffSteps(DiffSide &left, DiffSide &right, QWidget *parent)
    : QWidget(parent)
    , m_left(left)
    , m_right(right)
    , m_found(new QLabel(this))
    , m_previous(new QPushButton(tr("&Previous difference"), this))
    , m_next(new QPushButton(tr("&Next difference"), this))
{
    m_found->setProperty("rank", u"muted"_s);
    const QKeySequence back(Qt::SHIFT | Qt::Key_F7);
    const QKeySequence on(Qt::Key_F7);
    m_previous->setToolTip(back.toString(QKeySequence::NativeText));
    m_next->setToolTip(on.toString(QKeySequence::NativeText));
    for (QPushButton *button : {m_previous, m_next})
        button->setAutoDefault(false);
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    // At once, and as often as the key repeats; a button's own shortcut presses it for a tenth of a second.
    connect(new QShortcut(back, this), &QShortcut::activated, this, [this] { step(-1); });
    connect(new QShortcut(on, this), &QShortcut::activated, this, [this] { step(1); });
    tie(m_left.verticalScrollBar(), m_right.verticalScrollBar());
    tie(m_left.horizontalScrollBar(), m_right.horizontalScrollBar());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(m_found, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
}

void DiffSteps::compare(const QStringList &left, const QStringList &right)
{
    showRows(diffLines(left, right), left, right, tr("Both are the same."));
}

void DiffSteps::showRows(const QList<DiffRow> &rows, const QStringList &left, const QStringList &right,
                         const QString &ifNone)
{
    m_ifNone = ifNone;
    m_left.setRows(rows, left, right);
    m_right.setRows(rows, left, right);
    m_differences = differencesIn(rows);
    m_marked = std::count_if(rows.begin(), rows.end(),
                             [](const DiffRow &row) { return row.kind != DiffRow::Kind::Same; });
    m_at = -1;
    tellPlace();
}

void DiffSteps::showComparing()
{
    m_ifNone = tr("Comparing…");
    m_differences.clear();
    m_at = -1;
    tellPlace();
}

void DiffSteps::showOnly(DiffSide &side, const QStringList &lines)
{
    QList<DiffRow> rows;
    for (qsizetype line = 0; line < lines.size(); ++line)
        rows << DiffRow{DiffRow::Kind::Same, line, line};
    for (DiffSide *each : {&m_left, &m_right})
        each->setRows({}, {}, {});
    side.setRows(rows, lines, lines);
    m_differences.clear();
    m_at = -1;
    hide();
}

void DiffSteps::focusNext()
{
    m_next->setFocus();
}

void DiffSteps::step(int by)
{
    const qsizetype to = m_at + by;
    if (to < 0 || to >= m_differences.size())
        return;
    m_at = to;
    m_left.showRow(m_differences.at(m_at));
    m_right.showRow(m_differences.at(m_at));
    tellPlace();
}

/// The lines besides, where several of them are one difference: they are what is marked.
QString DiffSteps::foundText() const
{
    const qsizetype count = m_differences.size();
    const QString differences = tr("%Ln differences", nullptr, int(count));
    if (m_marked == count)
        return differences;
    //: %1 is "2 differences", %2 is "3 lines"
    return tr("%1 in %2").arg(differences, tr("%Ln lines", nullptr, int(m_marked)));
}

void DiffSteps::tellPlace()
{
    const qsizetype count = m_differences.size();
    m_previous->setEnabled(m_at > 0);
    m_next->setEnabled(m_at + 1 < count);
    if (count == 0)
        m_found->setText(m_ifNone);
    else if (m_at < 0)
        m_found->setText(foundText());
    else
        m_found->setText(tr("Difference %1 of %2").arg(wording::count(m_at + 1), wording::count(count)));
}

} // namespace fuseboard
