// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/presetbar.h"

#include "common/grid.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace fuseboard {

PresetBar::PresetBar(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Presets: %1").arg(name));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::gap);
    const QStringList words = wording::presetWords();
    for (int i = 0; i < policyPresetCount; ++i) {
        auto *button = new QPushButton(words.at(i), this);
        button->setCheckable(true);
        button->setAutoDefault(false);
        button->setAccessibleName(tr("%1: %2").arg(name, words.at(i)));
        m_group->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(static_cast<PolicyPreset>(id)); });
}

void PresetBar::setCurrent(PolicyPreset preset)
{
    m_group->button(static_cast<int>(preset))->setChecked(true);
}

} // namespace fuseboard
