// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "cookies/cookiejars.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestCookieJars : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasItsOwn();
    void clientsAreForgotten();
    void environmentsAreForgotten();

private:
    static bool isFilled(const std::shared_ptr<CookieJar> &jar) { return !jar->cookies().isEmpty(); }
    void fill(const QString &client, const QString &environment)
    {
        m_jars.of(client, environment)->store({{"a", "1", u"example.com"_s}});
    }

    VirtualScheduler m_time;
    CookieJars m_jars{m_time};
};

void TestCookieJars::eachHasItsOwn()
{
    fill(u"orders"_s, u"live"_s);
    QCOMPARE(m_jars.of(u"orders"_s, u"live"_s), m_jars.of(u"orders"_s, u"live"_s));
    QVERIFY(isFilled(m_jars.of(u"orders"_s, u"live"_s)));
    QVERIFY(!isFilled(m_jars.of(u"orders"_s, u"staging"_s)));
    QVERIFY(!isFilled(m_jars.of(u"orders"_s, {})));
    QVERIFY(!isFilled(m_jars.of(u"users"_s, u"live"_s)));
}

void TestCookieJars::clientsAreForgotten()
{
    fill(u"orders"_s, u"live"_s);
    fill(u"orders"_s, {});
    fill(u"users"_s, u"live"_s);
    const auto held = m_jars.of(u"orders"_s, u"live"_s);
    m_jars.forgetClient(u"orders"_s);
    QVERIFY(!isFilled(m_jars.of(u"orders"_s, u"live"_s)));
    QVERIFY(!isFilled(m_jars.of(u"orders"_s, {})));
    QVERIFY(isFilled(m_jars.of(u"users"_s, u"live"_s)));
    QVERIFY(isFilled(held));
}

void TestCookieJars::environmentsAreForgotten()
{
    fill(u"orders"_s, u"live"_s);
    fill(u"orders"_s, u"staging"_s);
    fill(u"orders"_s, {});
    m_jars.keepEnvironments({u"staging"_s});
    QVERIFY(!isFilled(m_jars.of(u"orders"_s, u"live"_s)));
    QVERIFY(isFilled(m_jars.of(u"orders"_s, u"staging"_s)));
    QVERIFY(isFilled(m_jars.of(u"orders"_s, {})));
}

QTEST_GUILESS_MAIN(TestCookieJars)
#include "tst_cookiejars.moc"
