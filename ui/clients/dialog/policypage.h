// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/configpage.h"
#include "config/json/jsonvalue.h"
#include "models/config/policypresets.h"

#include <functional>

class QLabel;

namespace fuseboard {

class ConsequenceCard;
class PresetBar;

/// The page of a policy: its presets, its fields, and what they come to. Switched off, it says what that means.
class PolicyPage final : public ConfigPage
{
    Q_OBJECT

public:
    /// What differs from policy to policy.
    struct Policy
    {
        QString section;
        QString title;
        QList<FieldInfo> fields;
        QList<FieldInfo> more; ///< under a heading of their own
        QString moreTitle;
        std::function<PolicyPreset(const ClientConfig &)> preset;
        std::function<JsonValue(PolicyPreset)> tree; ///< not asked for Off and Custom
        ConsequenceCard *consequence = nullptr; ///< becomes a part of the page
        QStringList furtherCauses; ///< fields of other pages that it follows from, besides those of the section
        std::function<void(const ClientConfig &)> tellConsequence;
    };

    /// Theme and draft must outlive it.
    PolicyPage(const Theme &theme, ConfigDraft &draft, const Policy &policy, QWidget *parent = nullptr);

    void refresh() override;

private:
    void choose(PolicyPreset preset);
    void tellConsequence();

    const Policy m_policy;
    PresetBar *m_presets;
    QLabel *m_off;
    bool m_isCustom = false; // chosen, though the fields are still those of a preset
};

} // namespace fuseboard
