// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace fuseboard {

/// A message bus of this test's own with a GNOME Keyring on it, which keeps its files in a temporary folder. The bus
/// stays for the whole process, because libraries remember it; the keyring comes, goes and is locked.
class KeyringSession final
{
public:
    /// What else the bus may start by itself: where the windows come from that ask a user.
    enum class Services { None, Installed };

    KeyringSession() = default;
    ~KeyringSession();
    KeyringSession(const KeyringSession &) = delete;
    KeyringSession &operator=(const KeyringSession &) = delete;

    /// Before anybody has used D-Bus. False, with whyNot(), where something is not installed.
    bool start(Services services = Services::None);
    [[nodiscard]] const QString &whyNot() const { return m_whyNot; }

    /// With the right password, or another one, which leaves it locked; empty: as a session without a log-in does.
    bool startKeyring(const QByteArray &password = "correct horse");
    void stopKeyring();
    /// Ends it without a chance to say so.
    void killKeyring();
    /// Stops it in the middle of what it does, as it were; or lets it go on.
    void freezeKeyring(bool frozen);
    bool lock();

    /// What another program finds under that key.
    [[nodiscard]] QString lookedUpElsewhere(const QString &key) const;
    /// Another program begins to write another value there, or has removed it.
    static void changeElsewhere(QProcess &program, const QString &key, const QString &value);
    [[nodiscard]] bool removedElsewhere(const QString &key) const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// Whether that program has the name on the bus by now, and not one of before, which the bus hears of late.
    [[nodiscard]] static bool serves(const QProcess &program, const QString &name);
    /// Ends whoever has that name, where somebody has.
    static void endServer(const QString &name);

private:
    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;
    QString m_whyNot;
};

} // namespace fuseboard
