// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/checkseditor.h"

#include "common/grid.h"
#include "common/theme.h"
#include "explorer/fieldtable.h"
#include "explorer/rowseditor.h"
#include "models/checks/capturetablemodel.h"
#include "models/checks/testtablemodel.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int checkMarkWidth = 34;

/// Of the columns before the value, which has the rest.
QList<int> testWidths(int room)
{
    return {std::clamp(room * 22 / 100, 68, 88), std::clamp(room / 4, 76, 200), std::clamp(room * 24 / 100, 76, 108)};
}

QList<int> widthsOf(const FieldTable &table, qsizetype count)
{
    QList<int> widths;
    while (widths.size() < count)
        widths.append(table.horizontalHeader()->sectionSize(int(widths.size()) + 1));
    return widths;
}

void setWidths(const FieldTable &table, const QList<int> &widths)
{
    QHeaderView *header = table.horizontalHeader();
    header->resizeSection(0, checkMarkWidth);
    for (int i = 0; i < int(widths.size()); ++i)
        header->resizeSection(i + 1, widths[i]);
}

} // namespace

ChecksEditor::ChecksEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_tests(new TestTableModel(this))
    , m_captures(new CaptureTableModel(this))
    , m_testRows(new RowsEditor(theme, *m_tests, tr("Tests"), this))
    , m_captureRows(new RowsEditor(theme, *m_captures, tr("Captures"), this))
{
    m_testRows->setHeading(tr("Tests of the answer"));
    m_captureRows->setHeading(tr("&Captured as variables"));
    m_testWidths = testWidths(0);
    setWidths(m_testRows->table(), m_testWidths);
    setWidths(m_captureRows->table(), {108, 84});
    auto *note = new QLabel(tr("The next request can use them as {{name}}. They last until another environment is "
                               "entered or the program ends."),
                            this);
    note->setProperty("rank", QStringLiteral("muted"));
    note->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_testRows, 3);
    column->addWidget(m_captureRows, 2);
    column->addWidget(note);
    connect(m_tests, &RowTableModel::edited, this, &ChecksEditor::edited);
    connect(m_captures, &RowTableModel::edited, this, &ChecksEditor::edited);
}

/// Columns that somebody has dragged stay as they are.
void ChecksEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const FieldTable &table = m_testRows->table();
    if (widthsOf(table, m_testWidths.size()) != m_testWidths)
        return;
    m_testWidths = testWidths(width() - checkMarkWidth);
    setWidths(table, m_testWidths);
}

void ChecksEditor::setConfig(const RequestConfig &config)
{
    m_tests->setRows(config.tests);
    m_captures->setRows(config.captures);
}

void ChecksEditor::readInto(RequestConfig &config) const
{
    config.tests = m_tests->rows();
    config.captures = m_captures->rows();
}

void ChecksEditor::setScope(const VariableScope &scope)
{
    m_testRows->setScope(scope);
    m_captureRows->setScope(scope);
}

void ChecksEditor::goToTest(int row)
{
    m_testRows->goToRow(row);
}

void ChecksEditor::goToCapture(int row)
{
    m_captureRows->goToRow(row);
}

int ChecksEditor::enabledCount() const
{
    return m_tests->enabledCount() + m_captures->enabledCount();
}

} // namespace fuseboard
