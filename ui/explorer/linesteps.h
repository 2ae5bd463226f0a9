// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QLineEdit;

namespace fuseboard {

/// Leaves the keys for undo and redo to what a line stands in where the line has nothing to take back, or to make anew,
/// itself. The line owns it.
class LineSteps final : public QObject
{
    Q_OBJECT

public:
    explicit LineSteps(QLineEdit &line);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QLineEdit &m_line;
};

} // namespace fuseboard
