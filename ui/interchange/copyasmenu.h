// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

#include <QMenu>

#include <functional>

namespace fuseboard {

/// "Copy as": an entry for each kind of snippet; puts it on the clipboard with placeholders for secrets.
class CopyAsMenu final : public QMenu
{
    Q_OBJECT

public:
    /// Asked when an entry is chosen; nothing where there is no request that could be sent, after telling why.
    using Source = std::function<std::optional<SnippetRequest>()>;

    /// Takes out of the text what must not be seen beside the credentials, as secret variables of an environment.
    using Redact = std::function<QString(const QString &)>;

    explicit CopyAsMenu(Source source, Redact redact = {}, QWidget *parent = nullptr);
    ~CopyAsMenu() override;

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);

private:
    void copy(const RequestSnippet &snippet);

    const Source m_source;
    const Redact m_redact;
    const std::vector<std::unique_ptr<RequestSnippet>> m_snippets;
};

} // namespace fuseboard
