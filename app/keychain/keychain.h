// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace fuseboard {

/// The keychain of an operating system, as KeychainSecretStore needs it. Each question is answered once, from the event
/// loop, however long that takes; none is answered after its end. Only one of read(), write() and remove() at a time.
class Keychain : public QObject
{
    Q_OBJECT

public:
    enum class Outcome {
        Done,
        Missing, ///< Nothing is kept under that key.
        Locked, ///< Its user has to unlock it first.
        NotMade, ///< Of probe(): its user is asked to make it when the first secret is written.
        Dismissed, ///< Its user was asked, and did not.
        Absent, ///< There is none.
        Denied,
        Failed,
    };

    struct Answer
    {
        Outcome outcome = Outcome::Failed;
        QString value; ///< of read(), where it is Done
    };

    using Callback = std::function<void(const Answer &)>;

    using QObject::QObject;

    /// False where the system asks its user on its own, within read(), and probe(), find() and unlock() know no more.
    [[nodiscard]] virtual bool canBeAsked() const = 0;
    /// Whether there is one, and in what state new secrets are kept: Done, Locked, NotMade, or why not. Never asks the
    /// user.
    virtual void probe(Callback done) = 0;
    /// Whether there is a secret, and whether it can be read: Done, Locked, Missing, or why not. Never asks the user.
    virtual void find(const QString &key, Callback done) = 0;
    /// Makes a secret readable, and new ones writable; asks the user where it has to: Done, Dismissed, or why not.
    virtual void unlock(const QString &key, Callback done) = 0;

    virtual void read(const QString &key, Callback done) = 0;
    virtual void write(const QString &key, const QString &value, Callback done) = 0;
    /// Some keychains say Done and have removed nothing: find() tells.
    virtual void remove(const QString &key, Callback done) = 0;

Q_SIGNALS:
    /// It has come or gone, was locked or unlocked: a new probe() may tell another state.
    void changed();
};

} // namespace fuseboard
