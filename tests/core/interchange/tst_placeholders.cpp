// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/placeholders.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_Placeholders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesVariables_data();
    void namesVariables();
    void standsForSecrets();
    void revealsWhatWasAskedFor();
    void joinsParts();
};

void tst_Placeholders::namesVariables_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"orders"_s << u"auth.token"_s << u"ORDERS_AUTH_TOKEN"_s;
    QTest::newRow("dashes") << u"orders-api (v2)"_s << u"auth.client_secret"_s << u"ORDERS_API_V2_AUTH_CLIENT_SECRET"_s;
    QTest::newRow("umlauts") << u"Größe"_s << u"auth.token"_s << u"GROSSE_AUTH_TOKEN"_s;
    QTest::newRow("digits") << u"2checkout"_s << u"auth.token"_s << u"API_2CHECKOUT_AUTH_TOKEN"_s;
    QTest::newRow("nothing") << u"日本"_s << u"auth.token"_s << u"API_AUTH_TOKEN"_s;
    QTest::newRow("hostile") << u"$(rm -rf)\n"_s << u"auth.custom_headers.X-Key"_s
                             << u"RM_RF_AUTH_CUSTOM_HEADERS_X_KEY"_s;
}

void tst_Placeholders::namesVariables()
{
    QFETCH(const QString, client);
    QFETCH(const QString, path);
    QTEST(Placeholders(client).variableName(path), "name");
    QCOMPARE(Placeholders(client).namesClient(), client != u"日本"_s);
}

void tst_Placeholders::standsForSecrets()
{
    const Placeholders placeholders(u"orders"_s);
    const QString path = u"auth.token"_s;
    QVERIFY(placeholders.of(Secret(), path).isEmpty());
    QCOMPARE(placeholders.of(Secret::environment(u"KEY"_s), path), Template::variable(u"KEY"_s));
    QCOMPARE(placeholders.of(Secret::keychain(), path), Template::variable(u"ORDERS_AUTH_TOKEN"_s));
    QCOMPARE(placeholders.of(Secret::plain(u"canary-1"_s), path), Template::variable(u"ORDERS_AUTH_TOKEN"_s));
}

void tst_Placeholders::revealsWhatWasAskedFor()
{
    const Placeholders placeholders(u"orders"_s, {{u"auth.token"_s, u"canary-1"_s}});
    QCOMPARE(placeholders.of(Secret::keychain(), u"auth.token"_s), Template(u"canary-1"_s));
    QCOMPARE(placeholders.of(Secret::keychain(), u"auth.password"_s), Template::variable(u"ORDERS_AUTH_PASSWORD"_s));
}

void tst_Placeholders::joinsParts()
{
    const Template text = Template(u"a"_s) + Template(u"b"_s) + Template() + Template::variable(u"V"_s);
    QCOMPARE(text.parts(), (QList<Template::Part>{{false, u"ab"_s}, {true, u"V"_s}}));
    QVERIFY(text.hasVariables());
    QVERIFY(!Template(u"a"_s).hasVariables());
}

QTEST_GUILESS_MAIN(tst_Placeholders)
#include "tst_placeholders.moc"
