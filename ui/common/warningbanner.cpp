// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/warningbanner.h"

#include "common/grid.h"
#include "common/iconview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

WarningBanner::WarningBanner(const Theme &theme, const QString &objectName, QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    setProperty("kind", u"banner"_s);
    setObjectName(objectName);
    auto *icon = new IconView(theme, IconId::Warning, 20, this);
    icon->setIcon(IconId::Warning, ColorRole::WarningText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid::page, grid::gap, grid::page, grid::gap);
    row->setSpacing(grid::gap);
    row->addWidget(icon);
    row->addWidget(m_text, 1);
    hide();
}

void WarningBanner::addAction(QPushButton *button)
{
    layout()->addWidget(button);
}

void WarningBanner::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

} // namespace fuseboard
