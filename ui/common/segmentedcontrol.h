// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QButtonGroup;

namespace fuseboard {

/// A row of choices of which exactly one is in force. Arrow keys move within it.
class SegmentedControl final : public QWidget
{
    Q_OBJECT

public:
    /// name: what is chosen, for screen readers.
    SegmentedControl(const QString &name, const QStringList &choices, QWidget *parent = nullptr);

    [[nodiscard]] int current() const;
    /// Ignored when out of range.
    void setCurrent(int index);

Q_SIGNALS:
    /// By the user or by setCurrent().
    void currentChanged(int index);

private:
    QButtonGroup *m_group;
};

} // namespace fuseboard
