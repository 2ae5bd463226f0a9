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

    explicit CopyAsMenu(Source source, QWidget *parent = nullptr);
    ~CopyAsMenu() override;

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);

private:
    void copy(const RequestSnippet &snippet);

    const Source m_source;
    const std::vector<std::unique_ptr<RequestSnippet>> m_snippets;
};

} // namespace fuseboard
