// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"

#include <QTest>

using namespace fuseboard;

class TestError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void R22_whatTheLuckOfTheNetworkDoesNotChange_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<bool>("deterministic");
        const auto row = [](ErrorKind kind, ErrorDetail detail, bool deterministic) {
            QTest::addRow("R22 %s %s", errorKindName(kind).data(), errorDetailName(detail).data())
                << Error(kind, detail) << deterministic;
        };
        row(ErrorKind::Protocol, ErrorDetail::NotHttp, true);
        row(ErrorKind::Protocol, ErrorDetail::InterimAnswer, true);
        row(ErrorKind::Protocol, ErrorDetail::HeadersLost, true);
        row(ErrorKind::Protocol, ErrorDetail::BadContentLength, true);
        row(ErrorKind::Protocol, ErrorDetail::BadContentEncoding, true);
        row(ErrorKind::Protocol, ErrorDetail::TruncatedBody, false);
        row(ErrorKind::Protocol, ErrorDetail::None, false);
        row(ErrorKind::Tls, ErrorDetail::CertificateExpired, true);
        row(ErrorKind::Tls, ErrorDetail::TlsUnavailable, true);
        row(ErrorKind::Tls, ErrorDetail::HandshakeFailed, false);
        row(ErrorKind::TooLarge, ErrorDetail::BodyLimit, true);
        row(ErrorKind::RedirectBlocked, ErrorDetail::RedirectLoop, true);
        row(ErrorKind::ConfigInvalid, ErrorDetail::BadUrl, true);
        row(ErrorKind::Reset, ErrorDetail::ClosedInBody, false);
        row(ErrorKind::Dns, ErrorDetail::None, false);
        row(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, false);
        row(ErrorKind::Cancelled, ErrorDetail::None, false);
    }
    void R22_whatTheLuckOfTheNetworkDoesNotChange()
    {
        QFETCH(Error, error);
        QTEST(isDeterministic(error), "deterministic");
    }
};

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
