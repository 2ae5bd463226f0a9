// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/paramseditor.h"

#include "common/grid.h"
#include "common/theme.h"
#include "explorer/fieldtable.h"
#include "explorer/rowseditor.h"
#include "models/fieldtablemodel.h"
#include "requests/pathparams.h"

#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

ParamsEditor::ParamsEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_query(new FieldTableModel(this))
    , m_path(new FieldTableModel(this))
    , m_queryRows(new RowsEditor(theme, *m_query, tr("Parameters"), this))
    , m_pathRows(new RowsEditor(theme, *m_path, tr("Path parameters"), this))
{
    m_path->setNamesFixed(true);
    m_pathRows->setHeading(tr("In the path"));
    m_pathRows->table().setToolTip(
        tr("Values for the :names of the path. One that is switched off is sent as it stands."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_queryRows, 1);
    column->addWidget(m_pathRows, 1);
    connect(m_query, &FieldTableModel::edited, this, &ParamsEditor::edited);
    connect(m_path, &FieldTableModel::edited, this, &ParamsEditor::pathEdited);
    connect(m_pathRows, &RowsEditor::contentResized, this, &ParamsEditor::fitPath);
    for (const RowsEditor *rows : {m_queryRows, m_pathRows})
        connect(rows, &RowsEditor::contentResized, this, &ParamsEditor::contentResized);
    setPathParams({}, {});
}

void ParamsEditor::setParams(const Fields &params)
{
    m_query->setFields(params);
}

void ParamsEditor::setUrl(const QString &url)
{
    setPathParams(url, pathParams());
}

void ParamsEditor::setPathParams(const QString &url, const Fields &known)
{
    Fields present;
    Fields others = known;
    for (const QString &name : pathParamNames(url)) {
        const auto found = std::find_if(others.begin(), others.end(),
                                        [&name](const RequestEntry &field) { return field.name == name; });
        present << (found == others.end() ? RequestEntry{name, {}} : *found);
        if (found != others.end())
            others.erase(found);
    }
    // What was only typed on the way to a longer name has no value yet.
    others.removeIf([](const RequestEntry &field) { return field.value.isEmpty() && field.description.isEmpty(); });
    m_others = others;
    m_path->setFields(present);
    m_pathRows->setVisible(!present.isEmpty());
    fitPath();
}

void ParamsEditor::fitPath()
{
    m_pathRows->setFixedHeight(m_pathRows->contentHeight());
}

void ParamsEditor::setScope(const VariableScope &scope)
{
    m_queryRows->setScope(scope);
    m_pathRows->setScope(scope);
}

void ParamsEditor::goToParam(int row)
{
    m_queryRows->goToRow(row);
}

void ParamsEditor::goToPathParam(int row)
{
    m_pathRows->goToRow(row);
}

Fields ParamsEditor::params() const
{
    return m_query->fields();
}

Fields ParamsEditor::pathParams() const
{
    return m_path->fields() + m_others;
}

int ParamsEditor::enabledCount() const
{
    return m_query->enabledCount() + m_path->enabledCount();
}

int ParamsEditor::contentHeight() const
{
    const int path = m_path->fields().isEmpty() ? 0 : grid::gap + m_pathRows->contentHeight();
    return m_queryRows->contentHeight() + path;
}

} // namespace fuseboard
