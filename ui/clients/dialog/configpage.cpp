// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/configpage.h"

#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "models/config/configdraft.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <numeric>

namespace fuseboard {

ConfigPage::ConfigPage(const Theme &theme, ConfigDraft &draft, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_draft(draft)
    , m_title(title)
    , m_head(new QHBoxLayout)
    , m_column(new QVBoxLayout)
{
    setAccessibleName(title);
    m_column->setSpacing(grid::gap);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(grid::page, grid::unit, grid::page, grid::page);
    whole->setSpacing(grid::gap);
    whole->addWidget(makeHead());
    whole->addLayout(m_column);
    whole->addStretch(1);
}

ConfigPage::~ConfigPage() = default;

QWidget *ConfigPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *heading = new QLabel(m_title, head);
    heading->setFont(m_theme.font(TextStyle::Title));
    m_reset = new QPushButton(tr("Reset page to defaults"), head);
    m_reset->setProperty("kind", QStringLiteral("flat"));
    m_reset->setIcon(themedIcon(m_theme, IconId::Reset));
    m_reset->setAccessibleName(tr("%1: reset page to defaults").arg(m_title));
    m_reset->setAutoDefault(false);
    connect(m_reset, &QPushButton::clicked, this, &ConfigPage::reset);
    head->setLayout(m_head);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(grid::gap);
    m_head->addWidget(heading);
    m_head->addStretch(1);
    m_head->addWidget(m_reset);
    return head;
}

void ConfigPage::addToHead(QWidget *control)
{
    m_head->insertWidget(2, control);
    setTabOrder(m_reset, control);
    setTabOrder(control, m_reset); // it stands before that one, and both before the fields
}

void ConfigPage::addFields(const QList<FieldInfo> &fields)
{
    for (const FieldInfo &info : fields) {
        auto *row = new FieldRow(m_theme, m_draft, info, this);
        m_rows.append(row);
        m_column->addWidget(row);
        connect(row, &FieldRow::visited, this, &ConfigPage::visited);
        connect(row->editor(), &FieldEditor::aboutToChange, this, &ConfigPage::aboutToChange);
    }
}

void ConfigPage::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, this);
    heading->setFont(m_theme.font(TextStyle::Strong));
    m_column->addSpacing(grid::gap);
    m_column->addWidget(heading);
}

void ConfigPage::addPart(QWidget *part)
{
    m_column->addWidget(part);
}

FieldRow *ConfigPage::row(const QString &path) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&path](const FieldRow *row) { return row->editor()->info().path == path; });
    return found == m_rows.end() ? nullptr : *found;
}

int ConfigPage::faultCount() const
{
    return std::accumulate(m_rows.begin(), m_rows.end(), 0, [this](int sum, const FieldRow *row) {
        return row->isStillEmpty() ? sum : sum + m_draft.faultCount(row->editor()->info().path);
    });
}

int ConfigPage::emptyCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const FieldRow *row) { return row->isStillEmpty(); }));
}

bool ConfigPage::isChanged() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [this](const FieldRow *row) {
        const FieldFacts *facts = ConfigDraft::factsOf(row->editor()->info().path);
        return facts && !facts->isRequired && m_draft.isChanged(facts->path);
    });
}

void ConfigPage::refresh()
{
    for (FieldRow *row : std::as_const(m_rows))
        row->refresh();
}

void ConfigPage::reset()
{
    if (!isChanged())
        return;
    Q_EMIT aboutToChange(tr("“%1” has its defaults again.").arg(m_title));
    for (const FieldRow *row : std::as_const(m_rows)) {
        const FieldFacts *facts = ConfigDraft::factsOf(row->editor()->info().path);
        if (facts && !facts->isRequired)
            m_draft.clear(facts->path);
    }
}

} // namespace fuseboard
