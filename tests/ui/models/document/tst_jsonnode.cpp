// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/jsonnode.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestJsonNode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheWay_data();
    void findsTheWay();
    void G17_depth();
    void theWayIsLeftWhereNobodyWantsIt();
};

void TestJsonNode::findsTheWay_data()
{
    QTest::addColumn<QByteArray>("json"); // "^" stands before the byte that is asked for
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *json, const QString &path, const char *value) {
        QTest::newRow(json) << QByteArray(json) << path << QByteArray(value);
    };
    row("^{\"a\":1}", u"$"_s, "{\"a\":1}");
    row("{^\"a\":1}", u"$.a"_s, "1");
    row("{\"a^\":1}", u"$.a"_s, "1");
    row("{\"a\"^: 1}", u"$.a"_s, "1");
    row("{\"a\":^1}", u"$.a"_s, "1");
    row("{\"a\":1^}", u"$"_s, "{\"a\":1}");
    row("{\"a\":1^,\"b\":2}", u"$.a"_s, "1");
    row("{\"a\":1,\"b\":^2}", u"$.b"_s, "2");
    row("{\"orders\":[{\"id\":^1},{\"id\":2}]}", u"$.orders[0].id"_s, "1");
    row("{\"orders\":[{\"id\":1},^{\"id\":2}]}", u"$.orders[1]"_s, "{\"id\":2}");
    row("{\"orders\":[{\"id\":1},{\"id\":2}^]}", u"$.orders"_s, "[{\"id\":1},{\"id\":2}]");
    row("{\"orders\":^[{\"id\":1}]}", u"$.orders"_s, "[{\"id\":1}]");
    row("{\"a b\":{\"it's\":^true}}", u"$['a b']['it\\'s']"_s, "true");
    row("{\"\\u0061\":^1}", u"$.a"_s, "1");
    row("[[],[],[^7]]", u"$[2][0]"_s, "7");
    row("[\"a,[b\",^1]", u"$[1]"_s, "1");
    row("^", u"$"_s, "");
    row("[1,2^", u"$[1]"_s, "2");
}

void TestJsonNode::findsTheWay()
{
    QFETCH(QByteArray, json);
    const qint64 offset = json.indexOf('^');
    json.remove(offset, 1);
    const auto node = jsonNodeAt(json, offset);
    QVERIFY(node.ok());
    QTEST(node->path, "path");
    QTEST(json.mid(node->begin, node->end - node->begin), "value");
    const auto path = jsonPathAt(json, offset, [] { return false; });
    QVERIFY(path.ok());
    QTEST(*path, "path");
}

void TestJsonNode::G17_depth()
{
    const QByteArray deep(10'000, '[');
    const auto node = jsonNodeAt(deep + "1", 10'000);
    QVERIFY(node.ok());
    QCOMPARE(node->path.count(u"[0]"_s), 10'000);
    const auto refused = jsonNodeAt(QByteArray(1'100'000, '['), 1'099'999);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().detail, ErrorDetail::TooDeep);
}

void TestJsonNode::theWayIsLeftWhereNobodyWantsIt()
{
    const QByteArray many = '[' + QByteArray("1,").repeated(1'000'000) + "2]";
    int asked = 0;
    const auto path = jsonPathAt(many, many.size() - 2, [&asked] { return ++asked == 3; });
    QVERIFY(!path.ok());
    QCOMPARE(path.error().kind, ErrorKind::Cancelled);
    QCOMPARE(asked, 3); // and not once more
    asked = 0;
    QCOMPARE(*jsonPathAt(many, many.size() - 2, [&asked] { return ++asked < 0; }), u"$[1000000]"_s);
    QVERIFY2(asked > 10, "whoever goes waits for it");
}

QTEST_GUILESS_MAIN(TestJsonNode)
#include "tst_jsonnode.moc"
