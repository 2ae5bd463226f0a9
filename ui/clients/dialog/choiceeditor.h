// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/fieldeditor.h"

class QComboBox;

namespace fuseboard {

/// One of the words that a field takes; where it has no default, a first entry stands for not choosing.
class ChoiceEditor final : public FieldEditor
{
    Q_OBJECT

public:
    /// The draft must outlive it.
    ChoiceEditor(ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] bool isWide() const override { return true; }
    void setFaulty(bool faulty) override;

Q_SIGNALS:
    /// By the user, after the draft has it.
    void chosen();

protected:
    void showValue() override;

private:
    void take(int index);

    QComboBox *m_box;
};

} // namespace fuseboard
