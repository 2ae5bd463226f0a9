// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/graphqlbody.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestGraphQlBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void faultyVariables_data();
    void faultyVariables();
};

void TestGraphQlBody::bodies_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("query alone") << u"{ me { id } }"_s << QString() << QString()
                                 << QByteArray(R"({"query":"{ me { id } }"})");
    QTest::newRow("all") << u"query A($n: Int) { a(n: $n) }\n"_s << u" {\"n\": 5, \"s\": \"ü\"} "_s << u"A"_s
                         << QByteArray(R"({"query":"query A($n: Int) { a(n: $n) }\n","variables":{"n":5,"s":"ü"},)"
                                       R"("operationName":"A"})");
    QTest::newRow("numbers stay as they are written")
        << u"{a}"_s << u"{\"n\": 12345678901234567890123, \"d\": 1.10}"_s << QString()
        << QByteArray(R"({"query":"{a}","variables":{"n":12345678901234567890123,"d":1.10}})");
    QTest::newRow("empty object") << u"{a}"_s << u"{}"_s << QString()
                                  << QByteArray(R"({"query":"{a}","variables":{}})");
}

void TestGraphQlBody::bodies()
{
    QFETCH(const QString, query);
    QFETCH(const QString, variables);
    QFETCH(const QString, operation);
    const auto body = graphQlBody(query, variables, operation);
    QVERIFY(body.ok());
    QTEST(*body, "body");
}

void TestGraphQlBody::faultyVariables_data()
{
    QTest::addColumn<QString>("variables");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("no JSON") << u"{\"a\": s3cret}"_s << ErrorDetail::Syntax;
    QTest::newRow("cut") << u"{\"a\": 1"_s << ErrorDetail::Syntax;
    QTest::newRow("list") << u"[1]"_s << ErrorDetail::WrongType;
    QTest::newRow("text") << u"\"s3cret\""_s << ErrorDetail::WrongType;
    QTest::newRow("name twice") << u"{\"a\": 1, \"a\": 2}"_s << ErrorDetail::Syntax;
    QTest::newRow("too deep") << QString(u"{\"a\":"_s).repeated(5'000) << ErrorDetail::Syntax;
}

void TestGraphQlBody::faultyVariables()
{
    QFETCH(const QString, variables);
    const auto body = graphQlBody(u"{a}"_s, variables, {});
    QVERIFY(!body.ok());
    QCOMPARE(body.error().kind, ErrorKind::ConfigInvalid);
    const ConfigFault fault = body.error().faults.value(0);
    QCOMPARE(fault.path, u"graphql_variables"_s);
    QTEST(fault.detail, "detail");
    QVERIFY(!fault.value.contains(u"s3cret"));
}

QTEST_GUILESS_MAIN(TestGraphQlBody)
#include "tst_graphqlbody.moc"
