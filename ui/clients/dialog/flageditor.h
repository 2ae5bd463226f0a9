// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/fieldeditor.h"

class QCheckBox;

namespace fuseboard {

/// A switch that carries its name itself.
class FlagEditor final : public FieldEditor
{
    Q_OBJECT

public:
    /// The draft must outlive it.
    FlagEditor(ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] bool isWide() const override { return true; }
    [[nodiscard]] bool showsLabel() const override { return true; }
    void setFaulty(bool) override { }

protected:
    void showValue() override;

private:
    QCheckBox *m_box;
};

} // namespace fuseboard
