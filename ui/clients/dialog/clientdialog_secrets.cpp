// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the dialog tells of the place where secrets are kept.

#include "clients/dialog/clientdialog.h"
#include "clients/dialog/configpage.h"
#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/jsonpage.h"
#include "clients/dialog/keptsecrets.h"
#include "clients/dialog/pagelist.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

void ClientDialog::showKept()
{
    if (!m_means.secrets)
        return;
    m_kept = new KeptSecrets(*m_means.secrets, m_means.owner, this);
    connect(m_kept, &KeptSecrets::changed, this, &ClientDialog::refresh);
    for (const ConfigPage *page : std::as_const(m_pages)) {
        for (const FieldRow *row : page->rows())
            row->editor()->setKept(m_kept);
    }
}

void ClientDialog::followSecretStore()
{
    for (const ConfigPage *page : std::as_const(m_pages)) {
        for (const FieldRow *row : page->rows())
            row->editor()->setHasKeychain(m_means.hasKeychain());
    }
    refreshBadges();
}

void ClientDialog::showSecretBadge()
{
    const QByteArray auth = m_draft.isWritten(u"auth"_s) ? m_file->text().toUtf8() : QByteArray();
    const ConfigPage *authPage = m_pages.at(int(Page::Auth));
    if (authPage->faultCount() + authPage->emptyCount() > 0 || !auth.contains("\"secret\": \"keychain\""))
        return;
    Badge badge = m_means.hasKeychain() ? Badge{Tone::Success, tr("keychain"), {}}
                                        : Badge{Tone::Warning, tr("until you quit"), {}};
    for (const FieldRow *row : authPage->rows()) {
        const QString word = row->editor()->secretNote().word;
        if (!word.isEmpty())
            badge = {Tone::Warning, word, {}};
    }
    m_list->setBadge(int(Page::Auth), badge);
}

} // namespace fuseboard
