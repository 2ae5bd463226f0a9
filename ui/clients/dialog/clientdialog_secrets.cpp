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

#include <algorithm>

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

/// Those that are to be in the keychain from now on, and neither were typed nor are in it.
QStringList ClientDialog::lackingSecrets() const
{
    QStringList lacking = m_draft.emptySecrets();
    lacking.removeIf([this](const QString &path) {
        return m_kept ? m_kept->presence(path) != KeptSecrets::Presence::Missing : m_purpose == Purpose::Edit;
    });
    return lacking;
}

int ClientDialog::emptyCountOf(const ConfigPage &page) const
{
    const QStringList lacking = lackingSecrets();
    const auto isThere = [&page](const QString &path) {
        return page.row(path) || page.row(path.section(u'.', 0, 1)); // of several in one field
    };
    return page.emptyCount() + int(std::count_if(lacking.begin(), lacking.end(), isThere));
}

void ClientDialog::showSecretBadge()
{
    const QByteArray auth = m_draft.isWritten(u"auth"_s) ? m_file->text().toUtf8() : QByteArray();
    const ConfigPage *authPage = m_pages.at(int(Page::Auth));
    if (authPage->faultCount() + emptyCountOf(*authPage) > 0 || !auth.contains("\"secret\": \"keychain\""))
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
