// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/copyasmenu.h"

#include "models/formatwording.h"

#include <QClipboard>
#include <QGuiApplication>

namespace fuseboard {

CopyAsMenu::CopyAsMenu(Source source, Redact redact, QWidget *parent)
    : QMenu(tr("Copy as"), parent)
    , m_source(std::move(source))
    , m_redact(std::move(redact))
    , m_snippets(requestSnippets())
{
    for (const auto &snippet : m_snippets) {
        QAction *action = addAction(wording::formatName(snippet->id()));
        action->setObjectName(QStringLiteral("copyAs-") + snippet->id());
        connect(action, &QAction::triggered, this, [this, &chosen = *snippet] { copy(chosen); });
    }
}

CopyAsMenu::~CopyAsMenu() = default;

void CopyAsMenu::copy(const RequestSnippet &snippet)
{
    const std::optional<SnippetRequest> request = m_source();
    if (!request)
        return;
    const QString text = snippet.write(*request);
    QGuiApplication::clipboard()->setText(m_redact ? m_redact(text) : text);
    const QString name = wording::formatName(snippet.id());
    Q_EMIT noticed(request->hasVariables()
                       ? tr("Copied as %1; its secrets are read from environment variables").arg(name)
                       : tr("Copied as %1").arg(name));
}

} // namespace fuseboard
