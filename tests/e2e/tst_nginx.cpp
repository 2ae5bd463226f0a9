// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"
#include "stocknginx.h"

#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// fuseboard-cli against nginx: many requests over few connections, and many connections where they are needed.
class tst_Nginx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tenThousandKeepAliveGets();
    void hundredInFlightOpenManyConnections();

private:
    [[nodiscard]] QJsonObject client() const;

    StockNginx m_server;
    CommandLine m_cli;
};

void tst_Nginx::initTestCase()
{
    QVERIFY2(CommandLine::whyNot().isEmpty(), qPrintable(CommandLine::whyNot()));
    if (!m_server.start())
        QSKIP(qPrintable(m_server.whyNot()));
}

QJsonObject tst_Nginx::client() const
{
    return {{u"name"_s, u"nginx"_s}, {u"base_url"_s, m_server.url().toString()}};
}

void tst_Nginx::tenThousandKeepAliveGets()
{
    const auto outcome = m_cli.send(
        client(), {u"--repeat"_s, u"10000"_s, u"--concurrency"_s, u"16"_s, u"GET"_s, u"/fast"_s}, 110s);
    QVERIFY2(outcome.exitCode == 0, outcome.told().constData());
    QCOMPARE(outcome.count("succeeded"_L1), 10000);
    QCOMPARE(outcome.count("failed"_L1), 0);
    QCOMPARE(outcome.count("requests"_L1), 10000);
    QCOMPARE(outcome.count("retries"_L1), 0);
    const StockNginx::Log log = m_server.log("/fast");
    QCOMPARE(log.requests, 10000);
    QCOMPARE(log.others, 0);
    // nginx closes a connection after 1,000 requests, so even 16 perfect ones need a few successors.
    QCOMPARE_LE(log.connections, 64);
}

void tst_Nginx::hundredInFlightOpenManyConnections()
{
    const auto outcome = m_cli.send(client(),
                                    {u"--repeat"_s, u"200"_s, u"--concurrency"_s, u"100"_s, u"GET"_s, u"/slow"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.told().constData());
    QCOMPARE(outcome.count("succeeded"_L1), 200);
    const StockNginx::Log log = m_server.log("/slow");
    QCOMPARE(log.requests, 200);
    QCOMPARE_GT(log.connections, 50);
    QCOMPARE_LE(log.connections, 110); // and not one for each request
}

} // namespace fuseboard

QTEST_GUILESS_MAIN(fuseboard::tst_Nginx)
#include "tst_nginx.moc"
