// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/policypage.h"

#include "clients/dialog/consequencecard.h"
#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/presetbar.h"
#include "models/config/configdraft.h"

#include <QLabel>

#include <algorithm>

namespace fuseboard {

PolicyPage::PolicyPage(const Theme &theme, ConfigDraft &draft, const Policy &policy, QWidget *parent)
    : ConfigPage(theme, draft, policy.title, parent)
    , m_policy(policy)
    , m_presets(new PresetBar(policy.title, this))
    , m_off(new QLabel(wording::offSentence(policy.section), this))
{
    m_off->setWordWrap(true);
    m_off->setProperty("rank", QStringLiteral("muted"));
    addPart(m_presets);
    addPart(m_off);
    policy.consequence->setParent(this);
    addPart(policy.consequence); // in sight while the fields below are edited
    addFields(policy.fields);
    if (!policy.more.isEmpty()) {
        addHeading(policy.moreTitle);
        addFields(policy.more);
    }
    connect(m_presets, &PresetBar::chosen, this, &PolicyPage::choose);
}

void PolicyPage::choose(PolicyPreset preset)
{
    const QString word = wording::presetWords().at(static_cast<int>(preset));
    Q_EMIT aboutToChange(tr("“%1” is set to “%2” now.").arg(title(), word));
    m_isCustom = preset == PolicyPreset::Custom;
    if (preset == PolicyPreset::Off)
        m_draft.switchOff(m_policy.section);
    else if (m_isCustom)
        m_draft.switchOn(m_policy.section);
    else
        m_draft.setSection(m_policy.section, m_policy.tree(preset));
    refresh();
    if (m_isCustom && !rows().isEmpty())
        rows().first()->editor()->input()->setFocus();
}

void PolicyPage::refresh()
{
    ConfigPage::refresh();
    const bool isOn = m_draft.hasSection(m_policy.section);
    const bool hasFault = m_draft.faultOf(m_policy.section) != nullptr;
    m_isCustom = m_isCustom && isOn;
    m_presets->setCurrent(m_isCustom || hasFault ? PolicyPreset::Custom : m_policy.preset(m_draft.config()));
    m_off->setVisible(!isOn);
    for (FieldRow *row : rows())
        row->setEnabled(isOn);
    m_policy.consequence->setVisible(isOn);
    if (isOn)
        tellConsequence();
}

void PolicyPage::tellConsequence()
{
    // The draft puts defaults in the place of wrong values: what follows from them is nobody's wish.
    const QStringList causes = QStringList(m_policy.section) + m_policy.furtherCauses;
    const bool isFaulty = std::any_of(causes.begin(), causes.end(),
                                      [this](const QString &path) { return m_draft.faultOf(path) != nullptr; });
    if (isFaulty)
        m_policy.consequence->tellNothing();
    else
        m_policy.tellConsequence(m_draft.config());
}

} // namespace fuseboard
