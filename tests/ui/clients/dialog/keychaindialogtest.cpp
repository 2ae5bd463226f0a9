// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychaindialogtest.h"

#include <QTest>

namespace fuseboard {

void KeychainDialogTest::begin()
{
    m_dialog.reset();
    m_store = std::make_unique<LockedStore>();
    m_status = std::make_unique<SecretStoreStatus>();
    m_status->setState(SecretStoreState::Unlocked);
    m_clipboard = std::make_unique<SecretClipboard>(m_scheduler);
    m_means.reset(new SecretMeans{m_theme, m_scheduler, *m_store, *m_status, *m_clipboard});
}

void KeychainDialogTest::keep(const QString &field, const QString &secret)
{
    m_store->memory.write(m_owner.withField(field).text(), secret, [](const Result<void> &) {});
}

void KeychainDialogTest::openDialog(const ClientConfig &config, const SecretKey &owner)
{
    DialogMeans means;
    means.secretStore = m_status.get();
    means.secrets = m_means.get();
    means.owner = owner;
    const auto purpose = owner.isNull() ? ClientDialog::Purpose::Create : ClientDialog::Purpose::Edit;
    m_dialog = std::make_unique<ClientDialog>(m_theme, means, config, purpose);
    m_dialog->showPage(ClientDialog::Page::Auth);
    m_dialog->show();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

} // namespace fuseboard
