// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

#include <QMenu>

#include <functional>

namespace fuseboard {

class SecretClipboard;

/// "Copy as": an entry for each kind of snippet; puts it on the clipboard with placeholders for secrets. A menu below
/// does so with the secrets themselves, which its user has to agree to first.
class CopyAsMenu final : public QMenu
{
    Q_OBJECT

public:
    /// Asked when an entry is chosen; nothing where there is no request that could be sent, after telling why.
    using Source = std::function<std::optional<SnippetRequest>()>;

    /// Takes out of the text what must not be seen beside the credentials, as secret variables of an environment.
    using Redact = std::function<QString(const QString &)>;

    /// Calls back with the request and its secrets, at once or when the keychain has answered; not at all where there
    /// is no such request, after telling why.
    using Reveal = std::function<void(const std::function<void(const SnippetRequest &)> &use)>;

    explicit CopyAsMenu(Source source, Redact redact = {}, QWidget *parent = nullptr);
    ~CopyAsMenu() override;

    /// Once; without it, there is no way to copy secrets. The clipboard must outlive it.
    void offerSecrets(Reveal reveal, SecretClipboard &clipboard);

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);

private:
    void copy(const RequestSnippet &snippet);
    void tell(const QString &sentence, const RequestSnippet &snippet, const SnippetRequest &request);
    void askFirst(const RequestSnippet &snippet);
    void copyWithSecrets(const RequestSnippet &snippet);

    const Source m_source;
    const Redact m_redact;
    Reveal m_reveal;
    SecretClipboard *m_clipboard = nullptr;
    bool m_isAgreed = false; // until the program ends
    const std::vector<std::unique_ptr<RequestSnippet>> m_snippets;
};

} // namespace fuseboard
