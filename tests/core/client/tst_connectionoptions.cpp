// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/connectionoptions.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestConnectionOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proxyPassword_data();
    void proxyPassword();
    void withoutAProxyNothingIsMissing();
};

void TestConnectionOptions::proxyPassword_data()
{
    qputenv("FUSEBOARD_TEST_PROXY", "from outside");
    qunsetenv("FUSEBOARD_TEST_NOTHING");
    QTest::addColumn<Secret>("secret");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("missing");
    QTest::newRow("none") << Secret() << QString() << QString();
    QTest::newRow("plain") << Secret::plain(u"in the file"_s) << u"in the file"_s << QString();
    QTest::newRow("variable") << Secret::environment(u"FUSEBOARD_TEST_PROXY"_s) << u"from outside"_s << QString();
    QTest::newRow("variable that is not set")
        << Secret::environment(u"FUSEBOARD_TEST_NOTHING"_s) << QString() << u"${env:FUSEBOARD_TEST_NOTHING}"_s;
    QTest::newRow("keychain") << Secret::keychain() << QString() << u"orders/proxy.password"_s;
}

void TestConnectionOptions::proxyPassword()
{
    QFETCH(Secret, secret);
    QFETCH(QString, password);
    QFETCH(QString, missing);
    ClientConfig config;
    config.name = u"orders"_s;
    config.proxy = ProxyConfig{.type = ProxyType::Http, .host = u"proxy.example"_s, .username = u"u"_s};
    config.proxy->password = secret;
    const NetworkOptions options = connectionOptions(config);
    QCOMPARE(options.proxy.host, u"proxy.example"_s);
    QCOMPARE(options.proxyPassword, password);
    QCOMPARE(options.fault.has_value(), !missing.isEmpty());
    if (options.fault) {
        QCOMPARE(options.fault->detail, ErrorDetail::SecretMissing);
        QCOMPARE(options.fault->subject, missing);
    }
}

void TestConnectionOptions::withoutAProxyNothingIsMissing()
{
    ClientConfig config;
    config.baseUrl = QUrl(u"https://api.example"_s);
    config.maxConnections = 7;
    const NetworkOptions options = connectionOptions(config);
    QVERIFY(!options.fault);
    QCOMPARE(options.maxConnections, 7);
    QCOMPARE(options.home, QUrl(u"https://api.example"_s));
}

QTEST_GUILESS_MAIN(TestConnectionOptions)
#include "tst_connectionoptions.moc"
