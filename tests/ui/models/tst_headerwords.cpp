// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/headerwords.h"

#include "http/request.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestHeaderWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachNameCanBeSent()
    {
        const QStringList names = headerNames();
        for (const QString &name : names) {
            const Request request{.method = "GET", .url = QUrl(u"http://a/"_s), .headers = {{name.toUtf8(), "x"}}};
            QVERIFY2(checkRequest(request), qPrintable(name));
        }
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        QVERIFY(std::is_sorted(names.begin(), names.end(), [](const QString &one, const QString &other) {
            return one.compare(other, Qt::CaseInsensitive) < 0;
        }));
    }
    void valuesBelongToTheirHeader()
    {
        QVERIFY(headerValues(u"ACCEPT "_s).contains(u"application/json"_s));
        QVERIFY(headerValues(u"Cache-Control"_s).contains(u"no-cache"_s));
        QVERIFY(headerValues(u"X-Anything"_s).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestHeaderWords)
#include "tst_headerwords.moc"
