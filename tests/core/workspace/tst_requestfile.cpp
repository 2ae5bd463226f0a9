// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/requestfile.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

RequestConfig everyFieldChanged()
{
    RequestConfig request;
    request.name = u"Create order"_s;
    request.method = u"POST"_s;
    request.path = u"/orders?dry=1"_s;
    request.params = {{u"q"_s, u"a&b=ü"_s, true, {}}, {u"q"_s, u"2"_s, false, {{u"later"_s, "1"}}}};
    request.headers = {{u"X-B"_s, u"1"_s, true, {}}, {u"X-B"_s, u"2"_s, true, {}}, {QString(), u"\n"_s, false, {}}};
    request.body = u"{\n\t\"a\": 1\r\n}"_s;
    request.contentType = u"application/json"_s;
    request.description = u"Two\nlines"_s;
    request.unknown = {{u"script"_s, "[\"x\"]"}};
    return request;
}

} // namespace

class RequestFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K16_everyFieldSurvives();
    void minimalRequest();
    void faults_data();
    void faults();
};

void RequestFileTest::K16_everyFieldSurvives()
{
    const RequestConfig request = everyFieldChanged();
    QCOMPARE(validate(request), QList<ConfigFault>());
    const QByteArray json = writeRequestConfig(request);
    QCOMPARE(json.count("\n  \""), 10);
    const auto read = readRequestConfig(json);
    QVERIFY(read.ok());
    QVERIFY(read->section == request);
    QCOMPARE(writeRequestConfig(read->section), json);
}

void RequestFileTest::minimalRequest()
{
    const auto read = readRequestConfig(R"({"name": "List"})");
    QVERIFY(read.ok());
    QCOMPARE(read->section.method, u"GET"_s);
    QCOMPARE(writeRequestConfig(read->section), "{\n  \"format\": 1,\n  \"name\": \"List\"\n}\n");
}

void RequestFileTest::faults_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *id, const char *members, ErrorDetail detail, const char *path) {
        QTest::newRow(id) << QByteArray(members) << detail << QString::fromLatin1(path);
    };
    row("A13 injection", R"("method": "GET / HTTP/1.1\r\nX:")", ErrorDetail::OutOfRange, "method");
    row("A13 blank", R"("method": "GET /")", ErrorDetail::BadMethod, "method");
    row("A13 CONNECT", R"("method": "connect")", ErrorDetail::BadMethod, "method");
    row("A13 empty", R"("method": "")", ErrorDetail::BadMethod, "method");
    row("S02 path", R"("path": "/a\r\nb")", ErrorDetail::OutOfRange, "path");
    row("S03 header", R"("headers": [{"name": "X Y", "value": "1"}])", ErrorDetail::BadHeaderName, "headers[0].name");
    row("S05 header in the name", R"("headers": [{"name": "Authorization: Bearer CANARY"}])",
        ErrorDetail::BadHeaderName, "headers[0].name");
    row("S02 header", R"("headers": [{"name": "X", "value": "1"}, {"name": "X", "value": "CANARY\n"}])",
        ErrorDetail::BadHeaderValue, "headers[1].value");
    row("A14 framing", R"("headers": [{"name": "Content-Length", "value": "5"}])", ErrorDetail::BadHeaderName,
        "headers[0].name");
    row("no name", R"("params": [{"value": "CANARY"}])", ErrorDetail::Missing, "params[0].name");
    row("no object", R"("params": ["CANARY"])", ErrorDetail::WrongType, "params[0]");
    row("no list", R"("headers": {"X": "CANARY"})", ErrorDetail::WrongType, "headers");
    row("body", R"("body": {"CANARY": 1})", ErrorDetail::WrongType, "body");
    row("content type", R"("content_type": " text/plain")", ErrorDetail::BadHeaderValue, "content_type");
}

void RequestFileTest::faults()
{
    QFETCH(QByteArray, members);
    QFETCH(ErrorDetail, detail);
    QFETCH(QString, path);
    const auto read = readRequestConfig("{\"name\": \"r\",\n" + members + '}');
    QVERIFY(!read.ok());
    QCOMPARE(read.error().faults.size(), 1);
    const ConfigFault &fault = read.error().faults.first();
    QCOMPARE(fault.detail, detail);
    QCOMPARE(fault.path, path);
    QCOMPARE(fault.line, 2);
    QVERIFY(!fault.value.contains(u"CANARY"_s));
}

QTEST_GUILESS_MAIN(RequestFileTest)
#include "tst_requestfile.moc"
