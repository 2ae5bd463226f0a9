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

/// What is not acceptable of a certificate although Qt took it, whatever OpenSSL's security level is.
class TestTlsPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ADV_H1_ADV_H2_objections_data();
    void ADV_H1_ADV_H2_objections();

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
    QTest::newRow("ADV-H1 no alternative name")
        << Certificate::NoAlternativeName << ErrorDetail::CertificateHostMismatch << none;
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
    QCOMPARE(TlsPolicy({}, home).objection(certificate, home), objection);

    TlsConfig exception;
    exception.exceptionHost = u"127.0.0.1"_s;
    QCOMPARE(TlsPolicy(exception, home).objection(certificate, home), ErrorDetail::None);
    const QUrl other(u"https://127.0.0.2/"_s); // no exception was made for that one
    QCOMPARE(TlsPolicy(exception, home).objection(certificate, other), objection);

    TlsConfig pin;
    pin.pinnedSha256 = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
    QCOMPARE(TlsPolicy(pin, home).objection(certificate, home), whenPinned);
    QCOMPARE(TlsPolicy(pin, home).objection(certificate, other), objection);
    pin.pinnedSha256.replace(0, 4, u"0000"_s);
    QCOMPARE(TlsPolicy(pin, home).objection(certificate, home), ErrorDetail::CertificateUntrusted);
}

QTEST_GUILESS_MAIN(TestTlsPolicy)
#include "tst_tlspolicy.moc"
