// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"
#include "workspace/requestconfig.h"

#include <QWidget>

class QLabel;

namespace fuseboard {

class CaptureTableModel;
class RowsEditor;
class TestTableModel;
class Theme;

/// What a request's answer has to be like, and which pieces of it become variables.
class ChecksEditor final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit ChecksEditor(const Theme &theme, QWidget *parent = nullptr);

    /// edited() is not emitted.
    void setConfig(const RequestConfig &config);
    /// Puts tests and captures into it.
    void readInto(RequestConfig &config) const;
    void setScope(const VariableScope &scope);
    void goToTest(int row);
    void goToCapture(int row);
    [[nodiscard]] int enabledCount() const;
    /// What all lines need.
    [[nodiscard]] int contentHeight() const;

Q_SIGNALS:
    void edited();
    /// contentHeight() may be another one.
    void contentResized();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitNote();

    TestTableModel *m_tests;
    CaptureTableModel *m_captures;
    RowsEditor *m_testRows;
    RowsEditor *m_captureRows;
    QLabel *m_note;
};

} // namespace fuseboard
