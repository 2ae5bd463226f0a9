// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonpathrun.h"
#include "json/jsontext.h"
#include "json/jsonvalues.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

const QByteArray store = R"({ "store": { "book": [
 { "category": "reference", "author": "Nigel Rees", "title": "Sayings", "price": 8.95 },
 { "category": "fiction", "author": "Evelyn Waugh", "title": "Sword", "price": 12.99 },
 { "category": "fiction", "author": "Herman Melville", "title": "Moby", "isbn": "0-553", "price": 8.99 },
 { "category": "fiction", "author": "J. R. R. Tolkien", "title": "Rings", "isbn": "0-395", "price": 22.99 } ],
 "bicycle": { "color": "red", "price": 399 } } })";

QByteArrayList selectedFrom(const QByteArray &json, const QString &text)
{
    const auto path = JsonPath::parse(text);
    if (!path)
        return {"no path at " + QByteArray::number(path.error().bytes.value_or(-1))};
    QByteArrayList values;
    JsonPathRun run(
        json,
        [&](qint64 begin) {
            values << json.mid(begin, jsontext::afterValue(json, begin) - begin);
            return true;
        },
        [] { return false; });
    return run.run(*path) ? values : QByteArrayList{"stopped"};
}

} // namespace

class TestJsonPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void selects_data();
    void selects();
    void rejects_data();
    void rejects();
    void valuesAreCompared_data();
    void valuesAreCompared();
    void largeObjectsAreCompared();
    void G17_depthIsHarmless();
    void canBeStopped();
    void brokenTextEnds_data();
    void brokenTextEnds();
};

void TestJsonPath::selects_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArrayList>("values");
    const auto row = [](const char *path, const QByteArray &json, const QByteArrayList &values) {
        QTest::newRow(path) << json << QString::fromUtf8(path) << values;
    };
    row("$", "[1]", {"[1]"});
    row(" $ ", "1", {"1"});
    row("$.store.book[*].author", store,
        {"\"Nigel Rees\"", "\"Evelyn Waugh\"", "\"Herman Melville\"", "\"J. R. R. Tolkien\""});
    row("$..author", store, {"\"Nigel Rees\"", "\"Evelyn Waugh\"", "\"Herman Melville\"", "\"J. R. R. Tolkien\""});
    row("$.store..price", store, {"8.95", "12.99", "8.99", "22.99", "399"});
    row("$..book[2].title", store, {"\"Moby\""});
    row("$..book[-1].title", store, {"\"Rings\""});
    row("$..book[0,1].title", store, {"\"Sayings\"", "\"Sword\""});
    row("$..book[:2].title", store, {"\"Sayings\"", "\"Sword\""});
    row("$..book[?@.isbn].title", store, {"\"Moby\"", "\"Rings\""});
    row("$..book[?@.price<10].title", store, {"\"Sayings\"", "\"Moby\""});
    row("$..book[?@.price < 10 && @.category == 'fiction'].title", store, {"\"Moby\""});
    row("$..book[?(@.price > 20 || @.title == \"Sword\")].title", store, {"\"Sword\"", "\"Rings\""});
    row("$..book[?!@.isbn].price", store, {"8.95", "12.99"});
    row("$..book[?!(@.price < 20)].price", store, {"22.99"});
    row("$.store.book[?@.price >= $.store.book[1].price].price", store, {"12.99", "22.99"});
    row("$..*", "{\"a\":[1,{\"b\":2}]}", {"[1,{\"b\":2}]", "1", "{\"b\":2}", "2"});
    row("$['a b']['\\'x']", "{\"a b\":{\"'x\":1}}", {"1"});
    row("$[\"\\u00fc\"]", "{\"\\u00fc\":1,\"\u00fc\":2}", {"1", "2"});
    row("$.ü", "{\"ü\":1}", {"1"});
    row("$[1:5:2]", "[0,1,2,3,4,5,6]", {"1", "3"});
    row("$[-2:]", "[0,1,2,3]", {"2", "3"});
    row("$[::-1]", "[0,1,2]", {"2", "1", "0"});
    row("$[5:1:-2]", "[0,1,2,3,4,5,6]", {"5", "3"});
    row("$[::0]", "[0,1]", {});
    row("$[7]", "[0,1]", {});
    row("$[-3]", "[0,1]", {});
    row("$.a", "[0,1]", {});
    row("$[0]", "{\"a\":1}", {});
    row("$[0].x", "[1]", {});
    row("$.a.b", "{\"a\":\"b\"}", {});
    row("$[?@ == null]", "[null,0,false]", {"null"});
    row("$[?@.a == @.b]", "[{\"a\":1,\"b\":1.0},{\"a\":1},{}]", {"{\"a\":1,\"b\":1.0}", "{}"});
    row("$[?@ != 'x']", "[\"x\",1]", {"1"});
    row("$[?@ < 'b']", "[\"a\",\"c\",1]", {"\"a\""});
    row("$[?@ == -1.5e0]", "[-1.5,1.5]", {"-1.5"});
    row("$[?@.*]", "[[],[1],{\"a\":1}]", {"[1]", "{\"a\":1}"});
    row("$.a", "{\"a\":1,\"a\":2}", {"1", "2"});
    row("$.id", "{\"id\":1}\n{\"id\":2}", {"1", "2"});
}

void TestJsonPath::selects()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    QTEST(selectedFrom(json, path), "values");
}

void TestJsonPath::rejects_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("fault");
    const QList<std::pair<const char *, int>> bad{
        {"", 0},
        {"a", 0},
        {"$.", 2},
        {"$[", 2},
        {"$[]", 2},
        {"$.a b", 4},
        {"$[01]", 4},
        {"$[1.5]", 3},
        {"$['a]", 5},
        {"$[?]", 3},
        {"$[?@.a ==]", 9},
        {"$[?1]", 4},
        {"$..", 3},
        {"$[?@..a==1]", 10},
        {"$[?(@.a]", 7},
        {"$['\\x']", 3},
        {"$[9007199254740993]", 18},
        {"$.1a", 2},
    };
    for (const auto &[path, fault] : bad)
        QTest::newRow(path) << QString::fromUtf8(path) << fault;
}

void TestJsonPath::rejects()
{
    QFETCH(QString, path);
    const auto read = JsonPath::parse(path);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().detail, ErrorDetail::Syntax);
    QTEST(int(read.error().bytes.value_or(-1)), "fault");
}

void TestJsonPath::valuesAreCompared_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("equal");
    QTest::addColumn<bool>("less");
    QTest::newRow("numbers") << QByteArray("1") << QByteArray("1.0") << true << false;
    QTest::newRow("long integers") << QByteArray("9007199254740992") << QByteArray("9007199254740993") << false << true;
    QTest::newRow("long negative integers")
        << QByteArray("-9007199254740993") << QByteArray("-9007199254740992") << false << true;
    QTest::newRow("long fractions") << QByteArray("0.3") << QByteArray("0.30000000000000001") << false << true;
    QTest::newRow("signs") << QByteArray("-5") << QByteArray("3") << false << true;
    QTest::newRow("negative") << QByteArray("-5") << QByteArray("-3") << false << true;
    QTest::newRow("lengths") << QByteArray("-1e-3") << QByteArray("-0.0001") << false << true;
    QTest::newRow("exponents") << QByteArray("1.50e2") << QByteArray("150") << true << false;
    QTest::newRow("beyond a double") << QByteArray("1e400") << QByteArray("1e401") << false << true;
    QTest::newRow("beyond all") << QByteArray("1e400") << QByteArray("2e99999999999999999999") << false << true;
    QTest::newRow("zeros") << QByteArray("-0.0") << QByteArray("0e5") << true << false;
    for (const char *word : {"2024-01-01", "10€", "1_000", "-x", "01", "1.", "1e", "+0", "-"})
        QTest::newRow(word) << QByteArray(word) << QByteArray("0") << false << false;
    QTest::newRow("escapes") << QByteArray(R"("\u0061")") << QByteArray(R"("a")") << true << false;
    QTest::newRow("strings") << QByteArray(R"("a")") << QByteArray(R"("b")") << false << true;
    QTest::newRow("kinds") << QByteArray("1") << QByteArray(R"("2")") << false << false;
    QTest::newRow("containers") << QByteArray(R"({"a":[1, 2]})") << QByteArray(R"({ "a" : [1.0,2] })") << true << false;
    QTest::newRow("shorter container") << QByteArray("[1]") << QByteArray("[1,2]") << false << false;
    const auto containers = [](const char *name, const char *first, const char *second, bool equal) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(second) << equal << false;
    };
    containers("members in another order", R"({"a":1,"b":[2,{"c":3, "d":4}]})", R"({"b":[2,{"d":4,"c":3.0}],"a":1})",
               true);
    containers("names with escapes", R"({"a":1,"\u0062":2})", R"({"b":2,"a":1})", true);
    containers("values of other members", R"({"a":1,"b":2})", R"({"a":2,"b":1})", false);
    containers("elements in another order", "[{},1]", "[1,{}]", false);
    containers("one of them twice", R"({"a":1,"b":2,"a":1})", R"({"b":2,"a":1,"b":2})", false);
    containers("an object and a list", R"([{"a":1}])", R"({"a":[1]})", false);
    containers("a name and a value", R"({"a":"b"})", R"({"b":"a"})", false);
    containers("closed otherwise", R"({"a":1,"b":2])", R"({"b":2,"a":1})", false);
    QTest::newRow("nothing") << QByteArray() << QByteArray() << true << false;
    QTest::newRow("nothing and null") << QByteArray() << QByteArray("null") << false << false;
}

void TestJsonPath::valuesAreCompared()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QTEST(jsonEqual(first, second), "equal");
    QTEST(jsonEqual(second, first), "equal");
    QTEST(jsonLess(first, second), "less");
    QVERIFY(!jsonLess(second, first));
}

void TestJsonPath::largeObjectsAreCompared()
{
    const auto deep = [](const QByteArray &inside) {
        return QByteArray(20'000, '[') + inside + QByteArray(20'000, ']');
    };
    QVERIFY(jsonEqual(deep(R"({"a":1,"b":2})"), deep(R"({"b":2,"a":1})")));
    QByteArray many = "{\"x\":0";
    QByteArray other = "{\"y\":0";
    for (int i = 0; i < 50'000; ++i) {
        many += ",\"" + QByteArray::number(i) + "\":1";
        other += ",\"" + QByteArray::number(49'999 - i) + "\":1";
    }
    QVERIFY(jsonEqual(many + ",\"y\":0}", other + ",\"x\":0}"));
    QVERIFY(!jsonEqual(many + ",\"y\":0}", other + ",\"x\":1}"));
}

void TestJsonPath::G17_depthIsHarmless()
{
    const QByteArray deep = QByteArray(2'000, '[') + "{\"id\":7}" + QByteArray(2'000, ']');
    QCOMPARE(selectedFrom(deep, u"$..id"_s), QByteArrayList{"7"});
    QString nested = u"@.a"_s;
    for (int i = 0; i < 100; ++i)
        nested = u'(' + nested + u')';
    const auto path = JsonPath::parse(u"$[?"_s + nested + u']');
    QVERIFY(!path.ok());
    QCOMPARE(path.error().detail, ErrorDetail::TooDeep);
    QVERIFY(!JsonPath::parse(u'$' + QString(20'000, u'.')).ok());
}

void TestJsonPath::canBeStopped()
{
    const QByteArray many = "[" + QByteArray("1,").repeated(100'000) + "1]";
    int found = 0;
    JsonPathRun few(
        many, [&found](qint64) { return ++found < 10; }, [] { return false; });
    QVERIFY(!few.run(*JsonPath::parse(u"$[*]"_s)));
    QCOMPARE(found, 10);
    int asked = 0;
    JsonPathRun cancelled(
        many, [](qint64) { return true; }, [&asked] { return ++asked == 3; });
    QVERIFY(!cancelled.run(*JsonPath::parse(u"$[?@ > 1]"_s)));
    QCOMPARE(asked, 3);
}

void TestJsonPath::brokenTextEnds_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"", "[", "{", "{\"a", "{\"a\"", "{\"a\":", "[1,,2]", "{1:2}", "}", "]", ",", ":", "[\"\\"})
        QTest::newRow(json) << QByteArray(json);
}

void TestJsonPath::brokenTextEnds()
{
    QFETCH(QByteArray, json);
    for (const QString &path : {u"$..*"_s, u"$.a"_s, u"$[-1]"_s, u"$[::-1]"_s, u"$[?@.a == 1]"_s})
        QVERIFY(selectedFrom(json, path).size() < 10);
}

QTEST_GUILESS_MAIN(TestJsonPath)
#include "tst_jsonpath.moc"
