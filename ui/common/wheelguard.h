// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace fuseboard {

/// Leaves the wheel to what a control stands in until the control has the focus, which the wheel does not give it:
/// whoever scrolls a form would change the boxes that pass under the mouse. The control owns it.
class WheelGuard final : public QObject
{
    Q_OBJECT

public:
    explicit WheelGuard(QWidget &control);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QWidget &m_control;
};

} // namespace fuseboard
