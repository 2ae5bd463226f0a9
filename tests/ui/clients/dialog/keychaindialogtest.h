// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstorestatus.h"
#include "base/virtualscheduler.h"
#include "clients/dialog/clientdialog.h"
#include "common/theme.h"
#include "secrets/secretclipboard.h"
#include "secrets/secretmeans.h"
#include "support/lockedstore.h"

#include <QObject>

#include <memory>

namespace fuseboard {

/// For tests of the dialog of a client beside a keychain, which is unlocked and empty at first.
class KeychainDialogTest : public QObject
{
protected:
    /// Before each test.
    void begin();
    void keep(const QString &field, const QString &secret);
    /// On its page Auth. owner: null for a new client.
    void openDialog(const ClientConfig &config, const SecretKey &owner);

    const SecretKey m_owner = SecretKey::ofClient(QStringLiteral("w"), QStringLiteral("orders"));
    Theme m_theme{Theme::Mode::Light};
    VirtualScheduler m_scheduler;
    std::unique_ptr<LockedStore> m_store;
    std::unique_ptr<SecretStoreStatus> m_status;
    std::unique_ptr<SecretClipboard> m_clipboard;
    std::unique_ptr<SecretMeans> m_means;
    std::unique_ptr<ClientDialog> m_dialog;
};

} // namespace fuseboard
