// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/checkseditor.h"

#include "common/fittedcolumn.h"
#include "common/grid.h"
#include "common/theme.h"
#include "explorer/fieldtable.h"
#include "explorer/rowseditor.h"
#include "models/checks/capturetablemodel.h"
#include "models/checks/testtablemodel.h"

#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace fuseboard {

ChecksEditor::ChecksEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_tests(new TestTableModel(this))
    , m_captures(new CaptureTableModel(this))
    , m_testRows(new RowsEditor(theme, *m_tests, tr("Tests"), this))
    , m_captureRows(new RowsEditor(theme, *m_captures, tr("Captures"), this))
    , m_note(new QLabel(this))
{
    m_testRows->setHeading(tr("Tests of the answer"));
    m_captureRows->setHeading(tr("&Captured as variables"));
    // What is left has the value, in which the longest texts are.
    FieldTable &tests = m_testRows->table();
    new FittedColumn(tests, TestTableModel::SubjectColumn, {21, 68, 88}); // children
    new FittedColumn(tests, TestTableModel::TargetColumn, {22, 72, 200});
    new FittedColumn(tests, TestTableModel::ComparisonColumn, {24, 76, 108});
    FieldTable &captures = m_captureRows->table();
    new FittedColumn(captures, CaptureTableModel::VariableColumn, {30, 92, 160});
    new FittedColumn(captures, CaptureTableModel::SourceColumn, {22, 76, 108});
    for (const RowsEditor *rows : {m_testRows, m_captureRows})
        connect(rows, &RowsEditor::contentResized, this, &ChecksEditor::contentResized);
    m_note->setText(tr("The next request can use them as {{name}}. They last until another environment is "
                       "entered or the program ends."));
    m_note->setProperty("rank", QStringLiteral("muted"));
    m_note->setWordWrap(true);
    m_captureRows->table().setToolTip(m_note->text());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_testRows, 3);
    column->addWidget(m_captureRows, 2);
    column->addWidget(m_note);
    connect(this, &ChecksEditor::contentResized, this, &ChecksEditor::fitNote);
    for (const RowTableModel *model : QList<const RowTableModel *>{m_tests, m_captures}) {
        connect(model, &RowTableModel::edited, this, &ChecksEditor::fitNote);
        connect(model, &RowTableModel::edited, this, &ChecksEditor::edited);
    }
}

/// Where the lines have to be scrolled they need its room more.
void ChecksEditor::fitNote()
{
    m_note->setVisible(height() >= contentHeight());
}

void ChecksEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        Q_EMIT contentResized(); // the note has other lines
    fitNote();
}

void ChecksEditor::setConfig(const RequestConfig &config)
{
    m_tests->setRows(config.tests);
    m_captures->setRows(config.captures);
    fitNote();
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

int ChecksEditor::contentHeight() const
{
    return m_testRows->contentHeight() + m_captureRows->contentHeight() + m_note->heightForWidth(width())
        + 2 * grid::gap;
}

int ChecksEditor::enabledCount() const
{
    return m_tests->enabledCount() + m_captures->enabledCount();
}

} // namespace fuseboard
