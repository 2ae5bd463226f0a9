// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/result.h"

#include <QTest>

#include <memory>

using namespace fuseboard;

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error(ErrorKind::ConfigInvalid, ErrorDetail::OutOfRange);
    return number / 2;
}

Result<void> check(bool good)
{
    if (good)
        return {};
    return Error(ErrorKind::Storage);
}

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAnError()
    {
        const auto good = half(4);
        QVERIFY(good);
        QCOMPARE(*good, 2);
        const auto bad = half(3);
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().detail, ErrorDetail::OutOfRange);
    }

    void nothingOrAnError()
    {
        QVERIFY(check(true));
        QVERIFY(!check(false));
        QCOMPARE(check(false).error(), Error(ErrorKind::Storage));
    }

    void movesWhatCannotBeCopied()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
        QCOMPARE(**result, 7);
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 7);
    }

    void changesInPlace()
    {
        Result<QString> result(QStringLiteral("a"));
        result->append(u'b');
        *result += u'c';
        QCOMPARE(result.value(), QStringLiteral("abc"));
    }

    void anErrorAsValueKeepsItsSide()
    {
        const Result<QString> text(QString{});
        QVERIFY(text.ok());
    }

    void errorsCompareAndPrint()
    {
        Error error(ErrorKind::Tls, ErrorDetail::CertificateExpired, QStringLiteral("api.example"));
        error.httpStatus = 525;
        QString line;
        QDebug(&line) << error;
        QVERIFY(line.startsWith(QStringLiteral("Error(tls/certificate_expired 525 \"api.example\")")));
        Error other = error;
        QCOMPARE(other, error);
        other.count = 1;
        QVERIFY(!(other == error));
    }

    void namesAreStableAndDistinct()
    {
        // The last of each list; a list that grows must come here too.
        QSet<QLatin1String> kinds;
        for (int i = 0; i <= int(ErrorKind::Storage); ++i)
            kinds.insert(errorKindName(ErrorKind(i)));
        QCOMPARE(kinds.size(), int(ErrorKind::Storage) + 1);
        QVERIFY(kinds.contains(QLatin1String("connect_timeout")));
        QSet<QLatin1String> details;
        for (int i = 0; i <= int(ErrorDetail::WriteFailed); ++i)
            details.insert(errorDetailName(ErrorDetail(i)));
        QCOMPARE(details.size(), int(ErrorDetail::WriteFailed) + 1);
        QVERIFY(errorDetailName(ErrorDetail::None).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
