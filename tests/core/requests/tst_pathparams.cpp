// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/pathparams.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestPathParams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void valuesTakeTheirPlaces();
    void whatHasNoValueStays();
};

void TestPathParams::names_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << u"/orders"_s << QStringList();
    QTest::newRow("empty") << QString() << QStringList();
    QTest::newRow("two") << u"/orders/:id/items/:item-no"_s << QStringList{u"id"_s, u"item-no"_s};
    QTest::newRow("at the begin") << u":id/x"_s << QStringList{u"id"_s};
    QTest::newRow("twice") << u"/:a/:b/:a"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("with an ending") << u"/:file.json"_s << QStringList{u"file"_s};
    QTest::newRow("within a segment") << u"/books/1:archive"_s << QStringList();
    QTest::newRow("no name") << u"/:/::/:?x"_s << QStringList();
    QTest::newRow("port and scheme") << u"https://h:8080/:id"_s << QStringList{u"id"_s};
    QTest::newRow("query") << u"/a?t=/:b"_s << QStringList();
    QTest::newRow("fragment") << u"/a#/:b"_s << QStringList();
    QTest::newRow("behind a variable") << u"{{base_url}}/:id"_s << QStringList{u"id"_s};
    QTest::newRow("letters of other scripts") << u"/:ä"_s << QStringList();
}

void TestPathParams::names()
{
    QFETCH(const QString, path);
    QTEST(pathParamNames(path), "names");
}

void TestPathParams::valuesTakeTheirPlaces()
{
    const auto value = [](const QString &name) -> std::optional<QString> { return u'<' + name + u"/:b>"_s; };
    QCOMPARE(withPathParams(u"/x/:a/:b.json?q=/:a#/:b"_s, value), u"/x/<a/:b>/<b/:b>.json?q=/:a#/:b"_s);
    QCOMPARE(withPathParams(QString(), value), QString());
}

void TestPathParams::whatHasNoValueStays()
{
    const auto onlyB = [](const QString &name) { return name == u"b" ? std::optional(u"1"_s) : std::nullopt; };
    QCOMPARE(withPathParams(u"/:a/:b/:c"_s, onlyB), u"/:a/1/:c"_s);
}

QTEST_GUILESS_MAIN(TestPathParams)
#include "tst_pathparams.moc"
