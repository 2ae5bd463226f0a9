// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QTemporaryDir>

namespace fuseboard {

/// Certificates made by the openssl program when a test needs them: a root of our own and servers signed by it.
class TestCertificates
{
public:
    enum class Kind {
        Good, ///< for 127.0.0.1, signed by the root
        WrongHost, ///< signed by the root for another name
        Expired,
        NotYetValid,
        SelfSigned,
        OtherRoot, ///< for 127.0.0.1, signed by a root that caFile() does not hold
    };

    TestCertificates();

    /// False where openssl cannot be run: skip, saying so.
    [[nodiscard]] bool isAvailable() const { return m_available; }
    /// The root as a PEM file.
    [[nodiscard]] QString caFile() const;
    /// What a server needs to show such a certificate.
    [[nodiscard]] QSslConfiguration server(Kind kind);

private:
    bool run(const QStringList &arguments) const;
    void makeRoot(const QString &name);
    void sign(const QString &name, const QString &root, const QStringList &validity);
    [[nodiscard]] QSslConfiguration load(const QString &name) const;

    QTemporaryDir m_directory;
    bool m_available = false;
};

} // namespace fuseboard
