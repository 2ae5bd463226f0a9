// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretkey.h"

#include <QSet>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_secretkey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts();
    void J8_differentKeysHaveDifferentTexts();
    void ownerAndField();
    void readsItsTexts_data();
    void readsItsTexts();
    void isNoKeyOfAWorkspace();
};

void tst_secretkey::texts()
{
    QCOMPARE(SecretKey::ofClient(u"9f3c"_s, u"orders"_s, u"auth.token"_s).text(), u"9f3c/orders/auth.token"_s);
    QCOMPARE(SecretKey::ofEnvironment(u"9f3c"_s, u"staging"_s, u"token"_s).text(), u"9f3c/environment:staging/token"_s);
    QCOMPARE(SecretKey::ofName(u"orders-api"_s, u"auth.token"_s).text(), u"orders-api/auth.token"_s);
}

void tst_secretkey::J8_differentKeysHaveDifferentTexts()
{
    const QStringList parts{u"a"_s, u"b"_s, u"a/b"_s, u"a%2Fb"_s, u"a%252Fb"_s, u"ü"_s, QString(600, u'k')};
    QSet<QString> texts;
    int count = 0;
    for (const QString &workspace : parts) {
        for (const QString &slug : parts) {
            for (const QString &field : parts) {
                texts << SecretKey::ofClient(workspace, slug, field).text()
                      << SecretKey::ofEnvironment(workspace, slug, field).text();
                count += 2;
            }
        }
    }
    QCOMPARE(texts.size(), count);
}

void tst_secretkey::ownerAndField()
{
    QVERIFY(SecretKey().isNull());
    const SecretKey owner = SecretKey::ofClient(u"w"_s, u"orders"_s);
    QVERIFY(!owner.isNull());
    const SecretKey token = owner.withField(u"auth.token"_s);
    QCOMPARE(token.field(), u"auth.token"_s);
    QVERIFY(token == SecretKey::ofClient(u"w"_s, u"orders"_s, u"auth.token"_s));
    QVERIFY(token != owner);
}

void tst_secretkey::readsItsTexts_data()
{
    QTest::addColumn<SecretKey>("key");
    QTest::addColumn<QString>("slug");
    QTest::addColumn<bool>("isOfEnvironment");
    QTest::addColumn<bool>("isOfPart");
    const SecretKey client = SecretKey::ofClient(u"w/1%"_s, u"a/b%2F"_s, u"auth.custom_params.x/:y"_s);
    QTest::newRow("client") << client << u"a/b%2F"_s << false << false;
    QTest::newRow("part") << client.within(u"request 1/2"_s) << u"a/b%2F"_s << false << true;
    QTest::newRow("environment") << SecretKey::ofEnvironment(u"w/1%"_s, u"prod"_s, u"token"_s) << u"prod"_s << true
                                 << false;
}

void tst_secretkey::readsItsTexts()
{
    QFETCH(const SecretKey, key);
    const SecretKey read = SecretKey::fromText(key.text());
    QCOMPARE(read, key);
    QTEST(read.slug(), "slug");
    QTEST(read.isOfEnvironment(), "isOfEnvironment");
    QTEST(read.isOfPart(), "isOfPart");
    QVERIFY(read.isIn(u"w/1%"_s) && !read.isIn(u"w"_s));
}

void tst_secretkey::isNoKeyOfAWorkspace()
{
    for (const QString &text : {QString(), u"orders"_s, u"orders/auth.token"_s, u"w/orders/:request"_s})
        QVERIFY2(SecretKey::fromText(text).isNull(), qPrintable(text));
    QVERIFY(SecretKey::ofName(u"orders"_s, u"auth.token"_s).slug().isEmpty());
}

QTEST_GUILESS_MAIN(tst_secretkey)
#include "tst_secretkey.moc"
