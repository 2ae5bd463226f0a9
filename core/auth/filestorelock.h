// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/storelock.h"

namespace fuseboard {

/// A StoreLock by files in a folder of this machine that all the programs know, such as that of their settings. A lock
/// of a program that has crashed keeps nobody off. The files hold no secret and no key's name.
class FileStoreLock final : public StoreLock
{
public:
    /// The folder is made when it is needed first.
    explicit FileStoreLock(QString folder);

    /// The folder that the programs of this project share.
    [[nodiscard]] static QString sharedFolder();

    [[nodiscard]] std::unique_ptr<Hold> tryLock(const QString &key) override;

private:
    QString m_folder;
};

} // namespace fuseboard
