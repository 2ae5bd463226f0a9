// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/jsonpage.h"

#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "config/configwriter.h"
#include "explorer/jsonhighlighter.h"
#include "models/config/configdraft.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace fuseboard {

JsonPage::JsonPage(const Theme &theme, ConfigDraft &draft, bool isKept, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_isKept(isKept)
    , m_advice(new QLabel(this))
    , m_export(makeButton(tr("Export…"), tr("Export the client as edited")))
    , m_text(new QPlainTextEdit(this))
{
    auto *heading = new QLabel(tr("File"), this);
    heading->setFont(theme.font(TextStyle::Title));
    m_advice->setProperty("rank", QStringLiteral("muted"));
    m_advice->setFont(theme.font(TextStyle::Small));
    m_advice->setWordWrap(true);
    QPushButton *copy = makeButton(tr("Copy"), tr("Copy the file"));
    copy->setIcon(themedIcon(theme, IconId::Copy));
    m_export->setObjectName(QStringLiteral("exportEdited"));
    m_export->setToolTip(tr("As it is edited here, saved or not: as Python or as a curl script, too"));
    connect(m_export, &QPushButton::clicked, this, &JsonPage::exportClicked);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(theme.font(TextStyle::Mono));
    m_text->setProperty("kind", QStringLiteral("code"));
    m_text->setAccessibleName(tr("The file as it will be written"));
    new JsonHighlighter(theme, m_text->document());
    setTabOrder(m_export, copy); // above the text
    auto *head = new QHBoxLayout;
    head->addWidget(heading);
    head->addStretch(1);
    head->addWidget(m_export);
    head->addWidget(copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::unit, grid::page, grid::page);
    column->setSpacing(grid::gap);
    column->addLayout(head);
    column->addWidget(m_advice);
    column->addWidget(m_text, 1);
}

QPushButton *JsonPage::makeButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("kind", QStringLiteral("flat"));
    button->setAccessibleName(name);
    button->setAutoDefault(false);
    return button;
}

QString JsonPage::advice() const
{
    if (!m_draft.faults().isEmpty())
        return tr("What can be written so far. Save waits until each value is right: those that are not yet may stand "
                  "here as they are, or be left out.");
    return m_isKept ? tr("What Save writes to client.json. What equals its default is left out.")
                    : tr("What client.json would hold: the demo lies in no folder, and Save writes no file. What "
                         "equals its default is left out.");
}

void JsonPage::refresh()
{
    m_export->setEnabled(m_draft.faults().isEmpty());
    m_advice->setText(advice());
    const QString text = QString::fromUtf8(writeClientConfig(m_draft.config()));
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);
}

QString JsonPage::text() const
{
    return m_text->toPlainText();
}

} // namespace fuseboard
