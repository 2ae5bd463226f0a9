// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/fieldeditor.h"

#include <QList>

class QVBoxLayout;

namespace fuseboard {

class PairRow;
class Theme;

/// Names with values, or with secrets, and an empty line at the end that becomes one of them when something is written
/// into it.
class PairsEditor final : public FieldEditor
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    PairsEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] bool isWide() const override { return true; }
    void setFaulty(bool faulty) override;
    void setScope(const VariableScope &scope) override;
    void setHasKeychain(bool hasKeychain) override;
    void setKept(KeptSecrets *kept) override { m_kept = kept; }
    [[nodiscard]] SecretNote secretNote() const override;

protected:
    void showValue() override;

private:
    void take();
    void remove(PairRow *row);
    PairRow *addRow();

    const Theme &m_theme;
    VariableScope m_scope;
    bool m_hasKeychain = true;
    KeptSecrets *m_kept = nullptr;
    QVBoxLayout *m_column;
    QList<PairRow *> m_rows; // the last one is empty
};

} // namespace fuseboard
