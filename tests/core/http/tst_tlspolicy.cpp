// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/tlspolicy.h"
#include "support/testcertificates.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using Certificate = TestCertificates::Kind;

namespace {

ErrorDetail objectionOf(const TlsPolicy &policy, const QSslCertificate &certificate, const QUrl &url)
{
    return policy.objection(certificate, policy.peer(url));
}

} // namespace

/// What is not acceptable of a certificate although Qt took it, whatever OpenSSL's security level is.
class TestTlsPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ADV_H1_ADV_H2_objections_data();
    void ADV_H1_ADV_H2_objections();
    void ADV_H1_names_data();
    void ADV_H1_names();

private:
    TestCertificates m_certificates;
};

void TestTlsPolicy::initTestCase()
{
    if (!m_certificates.isAvailable())
        QSKIP("openssl is not here");
}

void TestTlsPolicy::ADV_H1_ADV_H2_objections_data()
{
    QTest::addColumn<Certificate>("kind");
    QTest::addColumn<ErrorDetail>("objection");
    QTest::addColumn<ErrorDetail>("whenPinned");
    constexpr auto none = ErrorDetail::None;
    constexpr auto invalid = ErrorDetail::CertificateInvalid;
    QTest::newRow("ADV-H2 EC") << Certificate::Good << none << none;
    QTest::newRow("ADV-H2 RSA") << Certificate::Rsa << none << none;
    QTest::newRow("ADV-H2 RSA of 1024 bits") << Certificate::ShortKey << invalid << invalid;
    QTest::newRow("ADV-H2 signed by SHA-1") << Certificate::WeakDigest << invalid << none;
    QTest::newRow("ADV-H2 RSA-PSS of 1024 bits") << Certificate::ShortPssKey << invalid << invalid;
    QTest::newRow("ADV-H2 signed by RSA-PSS and SHA-1") << Certificate::WeakPssDigest << invalid << none;
    QTest::newRow("ADV-H2 signed by RSA-PSS and SHA-256") << Certificate::PssDigest << none << none;
    QTest::newRow("ADV-H1 no alternative name")
        << Certificate::NoAlternativeName << ErrorDetail::CertificateHostMismatch << none;
    QTest::newRow("ADV-H1 an alternative name that is none of a host")
        << Certificate::MailName << ErrorDetail::CertificateHostMismatch << none;
}

void TestTlsPolicy::ADV_H1_ADV_H2_objections()
{
    QFETCH(Certificate, kind);
    QFETCH(ErrorDetail, objection);
    QFETCH(ErrorDetail, whenPinned);
    const auto path = m_certificates.serverFiles(kind).certificate;
    const QSslCertificate certificate = QSslCertificate::fromPath(path).value(0);
    QVERIFY(!certificate.isNull());
    const QUrl home(u"https://127.0.0.1/"_s);
    QCOMPARE(objectionOf(TlsPolicy({}, home), certificate, home), objection);

    TlsConfig exception;
    exception.exceptionHost = u"127.0.0.1"_s;
    QCOMPARE(objectionOf(TlsPolicy(exception, home), certificate, home), ErrorDetail::None);
    const QUrl other(u"https://127.0.0.2/"_s); // no exception was made for that one
    QVERIFY(objectionOf(TlsPolicy(exception, home), certificate, other) != ErrorDetail::None);

    TlsConfig pin;
    pin.pinnedSha256 = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
    QCOMPARE(objectionOf(TlsPolicy(pin, home), certificate, home), whenPinned);
    QVERIFY(objectionOf(TlsPolicy(pin, home), certificate, other) != ErrorDetail::None);
    pin.pinnedSha256.replace(0, 4, u"0000"_s);
    QCOMPARE(objectionOf(TlsPolicy(pin, home), certificate, home), ErrorDetail::CertificateNotPinned);
}

void TestTlsPolicy::ADV_H1_names_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isNamed");
    const auto row = [](const char *host, bool isNamed) {
        QTest::addRow("ADV-H1 %s", host) << QString::fromUtf8(host) << isNamed;
    };
    row("api.example", true);
    row("API.EXAMPLE", true);
    row("a.wild.example", true);
    row("wild.example", false);
    row("a.b.wild.example", false);
    row("x.xn--bcher-kva.example", true);
    row("x.bücher.example", true);
    row("127.0.0.1", true);
    row("127.0.0.2", false);
    row("::1", true);
    row("0:0:0:0:0:0:0:1", true);
    row("server.common", false);
    row("1.2.3.4", false); // which stands there as a name
    row("top", false); // of "*.top" and "*"
    row("a.top", false);
}

void TestTlsPolicy::ADV_H1_names()
{
    QFETCH(QString, host);
    QFETCH(bool, isNamed);
    const auto path = m_certificates.serverFiles(Certificate::ManyNames).certificate;
    const QSslCertificate certificate = QSslCertificate::fromPath(path).value(0);
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(host);
    QCOMPARE(objectionOf(TlsPolicy({}), certificate, url),
             isNamed ? ErrorDetail::None : ErrorDetail::CertificateHostMismatch);
}

QTEST_GUILESS_MAIN(TestTlsPolicy)
#include "tst_tlspolicy.moc"
