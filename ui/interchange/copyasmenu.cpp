// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/copyasmenu.h"

#include "common/widgetkind.h"
#include "models/formatwording.h"
#include "secrets/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

#include <chrono>

namespace fuseboard {

namespace {

int secondsOnClipboard()
{
    return int(std::chrono::duration_cast<std::chrono::seconds>(SecretClipboard::lifetime).count());
}

} // namespace

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
    tell(request->hasVariables() ? tr("Copied as %1; its secrets are read from environment variables").arg(name)
                                 : tr("Copied as %1").arg(name),
         snippet, *request);
}

void CopyAsMenu::tell(const QString &sentence, const RequestSnippet &snippet, const SnippetRequest &request)
{
    Q_EMIT noticed(snippet.lacking(request).isEmpty()
                       ? sentence
                       : tr("%1. Its first lines say what is missing from it").arg(sentence));
}

void CopyAsMenu::offerSecrets(Reveal reveal, SecretClipboard &clipboard)
{
    m_reveal = std::move(reveal);
    m_clipboard = &clipboard;
    addSeparator();
    QMenu *menu = addMenu(tr("With secrets"));
    for (const auto &snippet : m_snippets) {
        QAction *action = menu->addAction(wording::formatName(snippet->id()));
        action->setObjectName(QStringLiteral("copyWithSecrets-") + snippet->id());
        connect(action, &QAction::triggered, this, [this, &chosen = *snippet] {
            if (m_isAgreed)
                copyWithSecrets(chosen);
            else
                askFirst(chosen);
        });
    }
}

void CopyAsMenu::askFirst(const RequestSnippet &snippet)
{
    QWidget *window = parentWidget() ? parentWidget()->window() : nullptr;
    auto *question = new QMessageBox(
        QMessageBox::NoIcon, tr("Copy with secrets?"),
        tr("The secrets of the request are copied as plain text: whoever sees where it is pasted can use them. The "
           "clipboard is cleared after %n seconds, and clipboard managers are told not to keep it.",
           nullptr, secondsOnClipboard()),
        QMessageBox::NoButton, window);
    question->setObjectName(QStringLiteral("copyWithSecrets"));
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    QPushButton *copy = question->addButton(tr("Copy &with secrets"), QMessageBox::AcceptRole);
    setKind(copy, QStringLiteral("danger"));
    QPushButton *cancel = question->addButton(tr("Cancel"), QMessageBox::RejectRole);
    question->setDefaultButton(cancel);
    question->setEscapeButton(cancel);
    connect(question, &QMessageBox::finished, this, [this, question, copy, &snippet] {
        if (question->clickedButton() != copy)
            return;
        m_isAgreed = true;
        copyWithSecrets(snippet);
    });
    question->open();
}

void CopyAsMenu::copyWithSecrets(const RequestSnippet &snippet)
{
    m_reveal([self = QPointer(this), &snippet](const SnippetRequest &request) {
        if (!self)
            return;
        self->m_clipboard->copy(snippet.write(request));
        self->tell(
            tr("Copied as %1 with its secrets; the clipboard is cleared in %n seconds", nullptr, secondsOnClipboard())
                .arg(wording::formatName(snippet.id())),
            snippet, request);
    });
}

} // namespace fuseboard
