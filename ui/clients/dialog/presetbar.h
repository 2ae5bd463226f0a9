// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/policypresets.h"

#include <QWidget>

class QButtonGroup;

namespace fuseboard {

/// The presets of one policy as buttons, of which that in force is down.
class PresetBar final : public QWidget
{
    Q_OBJECT

public:
    /// name: of the policy, for screen readers.
    explicit PresetBar(const QString &name, QWidget *parent = nullptr);

    void setCurrent(PolicyPreset preset);

Q_SIGNALS:
    /// By the user.
    void chosen(fuseboard::PolicyPreset preset);

private:
    QButtonGroup *m_group;
};

} // namespace fuseboard
