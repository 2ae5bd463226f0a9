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
        NoIntermediate, ///< signed by a certificate that the server does not send along
        NoAlternativeName, ///< 127.0.0.1 as its common name only
        Rsa, ///< good, with an RSA key
        ShortKey, ///< good, but for its RSA key of 1024 bits
        WeakDigest, ///< good, but for a signature of the root by SHA-1
        ShortPssKey, ///< as ShortKey, for RSA-PSS alone
        PssDigest, ///< signed by another root, by RSA-PSS
        WeakPssDigest, ///< the same, with SHA-1
        MailName, ///< 127.0.0.1 as its common name, and no alternative name but that of a mailbox
        ManyNames, ///< good, with alternative names of all kinds
        Revocable, ///< good; names where to ask whether it has been revoked, see setRevocationUrl()
    };

    struct Files
    {
        QString certificate;
        QString key;
    };

    TestCertificates();

    /// False where openssl cannot be run: skip, saying so.
    [[nodiscard]] bool isAvailable() const { return m_available; }
    /// The root as a PEM file.
    [[nodiscard]] QString caFile() const;
    /// What a server needs to show such a certificate.
    [[nodiscard]] QSslConfiguration server(Kind kind);
    /// The same as files, for servers that are not Qt's.
    [[nodiscard]] Files serverFiles(Kind kind);
    /// Where a Revocable one tells clients to ask; set before it is made.
    void setRevocationUrl(const QByteArray &url);
    /// The good one, for clients that show a certificate of the root.
    [[nodiscard]] QSslConfiguration serverForKnownClients();

    /// A certificate of the root with this common name, and its key.
    [[nodiscard]] Files client(const QString &name);
    /// The same, over since long ago.
    [[nodiscard]] Files expiredClient(const QString &name);
    /// Both in one PKCS#12 file, locked with that passphrase.
    [[nodiscard]] QString pkcs12(const Files &files, const QString &passphrase) const;
    /// The same key, encrypted.
    [[nodiscard]] QString encrypted(const QString &keyFile) const;

private:
    bool run(const QStringList &arguments) const;
    /// How "openssl ca" makes one that differs in nothing else.
    [[nodiscard]] static QStringList optionsOf(Kind kind);
    /// keyKind: an EC key where it is empty.
    void makeRoot(const QString &name, const QStringList &keyKind = {});
    void signRsa(const QString &name, Kind kind);
    void sign(const QString &name, const QString &root, const QStringList &validity, const QString &commonName = {},
              const QStringList &keyKind = {});
    [[nodiscard]] Files files(const QString &name) const;
    [[nodiscard]] QSslConfiguration load(const QString &name) const;

    QTemporaryDir m_directory;
    bool m_available = false;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::TestCertificates::Kind)
