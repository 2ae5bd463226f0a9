// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/testcertificates.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// "openssl ca" and not "openssl x509", because only it takes arbitrary dates.
constexpr char opensslConfiguration[] = R"([ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = names
unique_subject = no
[names]
commonName = supplied
[leaf]
basicConstraints = CA:FALSE
subjectAltName = IP:127.0.0.1
[stranger]
basicConstraints = CA:FALSE
subjectAltName = DNS:other.example
[nameless]
basicConstraints = CA:FALSE
[mail]
basicConstraints = CA:FALSE
subjectAltName = email:somebody@example.com
[many]
basicConstraints = CA:FALSE
subjectAltName = DNS:api.example, DNS:*.wild.example, DNS:*.xn--bcher-kva.example, DNS:1.2.3.4, DNS:*.top, DNS:*, IP:127.0.0.1, IP:::1
[revocable]
basicConstraints = CA:FALSE
subjectAltName = IP:127.0.0.1
authorityInfoAccess = OCSP;URI:%URL%ocsp, caIssuers;URI:%URL%issuer
crlDistributionPoints = URI:%URL%crl
[between]
basicConstraints = CA:TRUE
[req]
distinguished_name = subject
[subject]
)";

QStringList keyOptions(const QStringList &kind)
{
    return kind.isEmpty() ? QStringList{u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s} : kind;
}

void writeTestFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

} // namespace

TestCertificates::TestCertificates()
{
    setRevocationUrl("http://127.0.0.1/");
    writeTestFile(m_directory.filePath(u"index.txt"_s), {});
    writeTestFile(m_directory.filePath(u"serial"_s), "1000\n");
    m_available = QSslSocket::supportsSsl() && run({u"version"_s});
    if (m_available)
        makeRoot(u"root"_s);
}

QString TestCertificates::caFile() const
{
    return m_directory.filePath(u"root.pem"_s);
}

void TestCertificates::setRevocationUrl(const QByteArray &url)
{
    writeTestFile(m_directory.filePath(u"openssl.cnf"_s), QByteArray(opensslConfiguration).replace("%URL%", url));
}

QSslConfiguration TestCertificates::server(Kind kind)
{
    (void)serverFiles(kind);
    return load(u"server%1"_s.arg(int(kind)));
}

TestCertificates::Files TestCertificates::serverFiles(Kind kind)
{
    const QString name = u"server%1"_s.arg(int(kind));
    const QStringList now{u"-days"_s, u"30"_s};
    switch (kind) {
    case Kind::SelfSigned:
        makeRoot(name);
        break;
    case Kind::OtherRoot:
        makeRoot(u"stranger"_s);
        sign(name, u"stranger"_s, now);
        break;
    case Kind::NoIntermediate:
        sign(u"between"_s, u"root"_s, now + QStringList{u"-extensions"_s, u"between"_s});
        sign(name, u"between"_s, now);
        break;
    case Kind::NoAlternativeName:
        sign(name, u"root"_s, now + QStringList{u"-extensions"_s, u"nameless"_s}, u"127.0.0.1"_s);
        break;
    case Kind::MailName:
        sign(name, u"root"_s, now + QStringList{u"-extensions"_s, u"mail"_s}, u"127.0.0.1"_s);
        break;
    case Kind::ManyNames:
        sign(name, u"root"_s, now + QStringList{u"-extensions"_s, u"many"_s}, u"server.common"_s);
        break;
    case Kind::Rsa:
    case Kind::ShortKey:
    case Kind::ShortPssKey:
    case Kind::PssDigest:
    case Kind::WeakPssDigest:
        signRsa(name, kind);
        break;
    default:
        sign(name, u"root"_s, optionsOf(kind));
        break;
    }
    return files(name);
}

void TestCertificates::signRsa(const QString &name, Kind kind)
{
    const QStringList now{u"-days"_s, u"30"_s};
    if (kind == Kind::Rsa || kind == Kind::ShortKey) {
        sign(name, u"root"_s, now, {}, {kind == Kind::Rsa ? u"rsa:2048"_s : u"rsa:1024"_s});
        return;
    }
    if (kind == Kind::ShortPssKey) {
        sign(name, u"root"_s, now, {}, {u"rsa-pss"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:1024"_s});
        return;
    }
    makeRoot(u"pss"_s, {u"rsa:2048"_s});
    const QString digest = kind == Kind::PssDigest ? u"sha256"_s : u"sha1"_s;
    sign(name, u"pss"_s, now + QStringList{u"-md"_s, digest, u"-sigopt"_s, u"rsa_padding_mode:pss"_s});
}

QStringList TestCertificates::optionsOf(Kind kind)
{
    const QStringList now{u"-days"_s, u"30"_s};
    switch (kind) {
    case Kind::WrongHost:
        return now + QStringList{u"-extensions"_s, u"stranger"_s};
    case Kind::Expired:
        return {u"-startdate"_s, u"20200101000000Z"_s, u"-enddate"_s, u"20210101000000Z"_s};
    case Kind::NotYetValid:
        return {u"-startdate"_s, u"20480101000000Z"_s, u"-enddate"_s, u"20490101000000Z"_s};
    case Kind::WeakDigest:
        return now + QStringList{u"-md"_s, u"sha1"_s};
    case Kind::Revocable:
        return now + QStringList{u"-extensions"_s, u"revocable"_s};
    default:
        return now;
    }
}

QSslConfiguration TestCertificates::serverForKnownClients()
{
    QSslConfiguration configuration = server(Kind::Good);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setCaCertificates(QSslCertificate::fromPath(caFile()));
    return configuration;
}

TestCertificates::Files TestCertificates::client(const QString &name)
{
    sign(name, u"root"_s, {u"-days"_s, u"30"_s, u"-extensions"_s, u"nameless"_s});
    return files(name);
}

TestCertificates::Files TestCertificates::expiredClient(const QString &name)
{
    sign(name, u"root"_s,
         {u"-startdate"_s, u"20200101000000Z"_s, u"-enddate"_s, u"20210101000000Z"_s, u"-extensions"_s, u"nameless"_s});
    return files(name);
}

QString TestCertificates::pkcs12(const Files &files, const QString &passphrase) const
{
    const QString path = files.certificate + u".p12"_s;
    run({u"pkcs12"_s, u"-export"_s, u"-in"_s, files.certificate, u"-inkey"_s, files.key, u"-passout"_s,
         u"pass:"_s + passphrase, u"-out"_s, path});
    return path;
}

QString TestCertificates::encrypted(const QString &keyFile) const
{
    const QString path = keyFile + u".encrypted"_s;
    run({u"ec"_s, u"-in"_s, keyFile, u"-aes128"_s, u"-passout"_s, u"pass:secret"_s, u"-out"_s, path});
    return path;
}

bool TestCertificates::run(const QStringList &arguments) const
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_directory.path());
    openssl.start(u"openssl"_s, arguments);
    openssl.waitForFinished();
    const bool done = openssl.exitStatus() == QProcess::NormalExit && openssl.exitCode() == 0;
    if (!done)
        qWarning("openssl: %s %s", qPrintable(openssl.errorString()), openssl.readAllStandardError().constData());
    return done;
}

void TestCertificates::makeRoot(const QString &name, const QStringList &keyKind)
{
    run(QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s} + keyOptions(keyKind)
        + QStringList{u"-nodes"_s, u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".pem"_s, u"-days"_s, u"30"_s,
                      u"-subj"_s, u"/CN="_s + name, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s});
}

void TestCertificates::sign(const QString &name, const QString &root, const QStringList &validity,
                            const QString &commonName, const QStringList &keyKind)
{
    run(QStringList{u"req"_s, u"-newkey"_s} + keyOptions(keyKind)
        + QStringList{u"-nodes"_s, u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".csr"_s, u"-subj"_s,
                      u"/CN="_s + (commonName.isEmpty() ? name : commonName)});
    QStringList arguments{u"ca"_s,          u"-config"_s,     u"openssl.cnf"_s, u"-batch"_s,      u"-notext"_s,
                          u"-cert"_s,       root + u".pem"_s, u"-keyfile"_s,    root + u".key"_s, u"-in"_s,
                          name + u".csr"_s, u"-out"_s,        name + u".pem"_s};
    if (!validity.contains(u"-extensions"_s))
        arguments += {u"-extensions"_s, u"leaf"_s};
    run(arguments + validity);
}

TestCertificates::Files TestCertificates::files(const QString &name) const
{
    return {m_directory.filePath(name + u".pem"_s), m_directory.filePath(name + u".key"_s)};
}

QSslConfiguration TestCertificates::load(const QString &name) const
{
    QFile keyFile(m_directory.filePath(name + u".key"_s));
    if (!keyFile.open(QIODevice::ReadOnly))
        return {};
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(m_directory.filePath(name + u".pem"_s)));
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    return configuration;
}

} // namespace fuseboard
