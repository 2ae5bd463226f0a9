// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/field.h"
#include "variables/variablescope.h"

#include <QWidget>

namespace fuseboard {

class FieldTableModel;
class RowsEditor;
class Theme;

/// The parameters of a request: those of its query, and below them those of its path, whose names the URL gives.
class ParamsEditor final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit ParamsEditor(const Theme &theme, QWidget *parent = nullptr);

    // edited() and pathEdited() are not emitted by these.
    void setParams(const Fields &params);
    void setPathParams(const QString &url, const Fields &known);
    /// The URL has been edited: values stay with their names.
    void setUrl(const QString &url);
    void setScope(const VariableScope &scope);

    void goToParam(int row);
    void goToPathParam(int row);

    [[nodiscard]] Fields params() const;
    /// Those of the path in its order, and behind them values whose names it has no more.
    [[nodiscard]] Fields pathParams() const;
    [[nodiscard]] int enabledCount() const;
    /// What all lines need.
    [[nodiscard]] int contentHeight() const;

Q_SIGNALS:
    void edited();
    void pathEdited();
    /// contentHeight() may be another one.
    void contentResized();

private:
    void fitPath();

    FieldTableModel *m_query;
    FieldTableModel *m_path;
    RowsEditor *m_queryRows;
    RowsEditor *m_pathRows;
    Fields m_others; // of names that the path has not
};

} // namespace fuseboard
