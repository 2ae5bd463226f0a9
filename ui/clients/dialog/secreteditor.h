// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/fieldeditor.h"

namespace fuseboard {

class SecretInput;
class Theme;

/// The editor of a secret field.
class SecretEditor final : public FieldEditor
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    SecretEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] bool isWide() const override { return true; }
    void setFaulty(bool faulty) override;
    void setScope(const VariableScope &scope) override;
    void setHasKeychain(bool hasKeychain) override;
    void setKept(KeptSecrets *kept) override;
    [[nodiscard]] SecretNote secretNote() const override;

protected:
    void showValue() override;

private:
    void take();

    SecretInput *m_secret;
};

} // namespace fuseboard
