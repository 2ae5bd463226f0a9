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
    request.pathParams = {{u"id"_s, u"1042"_s, true, u"Of an order"_s}};
    request.params = {{u"q"_s, u"a&b=ü"_s, true}, {u"q"_s, u"2"_s, false, u"Twice"_s, {{u"later"_s, "1"}}}};
    request.headers = {{u"X-B"_s, u"1"_s, true}, {u"X-B"_s, u"2"_s, true}, {QString(), u"\n"_s, false}};
    request.bodyKind = BodyKind::GraphQl;
    request.body = u"{\n\t\"a\": 1\r\n}"_s;
    request.contentType = u"application/json"_s;
    request.form = {{u"grant"_s, u"{{grant}}"_s, true}};
    request.multipart = {{u"photo"_s, {}, u"pictures/a.png"_s, u"image/png"_s, true, u"Small"_s, {{u"later"_s, "2"}}},
                         {u"note"_s, u"text"_s, {}, {}, false}};
    request.bodyFile = u"big.bin"_s;
    request.graphqlVariables = u"{\"first\": 3}"_s;
    request.graphqlOperation = u"Orders"_s;
    request.auth = AuthConfig();
    request.auth->type = AuthType::Bearer;
    request.auth->token = Secret::environment(u"TOKEN"_s);
    request.timeout = std::chrono::milliseconds(2'500);
    request.maxRetries = 0;
    request.followRedirects = false;
    request.maxWait = std::chrono::seconds(0);
    request.cost = 5;
    request.tests = {{TestSubject::Json, u"$.items[0].id"_s, TestComparison::Matches, u"^[0-9]+$"_s, false, u"Id"_s},
                     {TestSubject::Time, {}, TestComparison::Less, u"0.5"_s, true, {}, {{u"later"_s, "3"}}}};
    request.captures = {{u"token"_s, CaptureSource::Header, u"X-Token"_s, false, u"For later"_s, {{u"later"_s, "4"}}}};
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
    void K5_aNameIsNotOnlyBlanks();
    void olderFilesMeanTheSame();
    void anOwnAuthOrNone();
    void oneChangeIsOneLine();
    void aDescriptionIsALineOfItsOwn();
    void K14_plainSecretsAreTold_data();
    void K14_plainSecretsAreTold();
    void faults_data();
    void faults();
};

void RequestFileTest::K16_everyFieldSurvives()
{
    const RequestConfig request = everyFieldChanged();
    QCOMPARE(validate(request), QList<ConfigFault>());
    const QByteArray json = writeRequestConfig(request);
    QCOMPARE(json.count("\n  \""), 25); // every field, and an unknown one
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

void RequestFileTest::K5_aNameIsNotOnlyBlanks()
{
    const auto read = readRequestConfig(R"({"name": "   "})");
    QVERIFY(!read.ok());
    QCOMPARE(read.error().faults.first().path, u"name"_s);
    QVERIFY(readRequestConfig(R"({"name": " a "})").ok());
    QVERIFY(readRequestConfig(R"({"name": "a", "description": "  ", "content_type": ""})").ok());
}

void RequestFileTest::olderFilesMeanTheSame()
{
    const QByteArray json = "{\n  \"format\": 1,\n  \"name\": \"Create\",\n  \"body\": \"{}\",\n"
                            "  \"content_type\": \"application/json\"\n}\n";
    const auto read = readRequestConfig(json);
    QVERIFY(read.ok());
    QCOMPARE(read->section.bodyKind, BodyKind::Text);
    QCOMPARE(read->section.body, u"{}"_s);
    QCOMPARE(read->section.contentType, u"application/json"_s);
    QVERIFY(!read->section.auth);
    QCOMPARE(writeRequestConfig(read->section), json);
}

void RequestFileTest::anOwnAuthOrNone()
{
    const auto none = readRequestConfig(R"({"name": "r", "auth": {"type": "none"}})");
    QVERIFY(none.ok() && none->section.auth);
    QVERIFY(none->section.auth->type == AuthType::None);
    const auto again = readRequestConfig(writeRequestConfig(none->section));
    QVERIFY(again.ok() && again->section.auth);
    const auto plain = readRequestConfig(R"({"name": "r", "auth": {"type": "bearer", "token": "CANARY"}})");
    QVERIFY(plain.ok());
    QCOMPARE(plain->warnings.size(), 1);
    QCOMPARE(plain->warnings.first().path, u"auth.token"_s);
    QVERIFY(readRequestConfig(R"({"name": "r", "auth": null})").ok());
}

void RequestFileTest::oneChangeIsOneLine()
{
    RequestConfig request = everyFieldChanged();
    const QList<QByteArray> before = writeRequestConfig(request).split('\n');
    request.params[1].enabled = true;
    request.params[0].value = u"other"_s;
    const QList<QByteArray> after = writeRequestConfig(request).split('\n');
    QCOMPARE(after.size(), before.size() - 1); // "enabled": true is the default
    qsizetype changed = 0;
    for (const QByteArray &line : after)
        changed += before.contains(line) ? 0 : 1;
    QCOMPARE(changed, 1);
}

void RequestFileTest::aDescriptionIsALineOfItsOwn()
{
    RequestConfig request = everyFieldChanged();
    const QByteArray without = writeRequestConfig(request);
    request.headers[0].description = u"of the gateway"_s;
    QList<QByteArray> lines = writeRequestConfig(request).split('\n');
    QCOMPARE(lines.removeIf([](const QByteArray &line) { return line.contains("of the gateway"); }), 1);
    request.headers[0].description.clear();
    QCOMPARE(writeRequestConfig(request), without);
    QCOMPARE(lines.size(), without.count('\n') + 1);
}

void RequestFileTest::K14_plainSecretsAreTold_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QString>("path");
    QTest::newRow("header") << QByteArray(R"("headers": [{"name": "A", "value": "1"},
                                              {"name": "Authorization", "value": "Bearer CANARY"}])")
                            << u"headers[1].value"_s;
    QTest::newRow("one that is off") << QByteArray(R"("headers": [{"name": "X-API-Key", "value": "CANARY",
                                                      "enabled": false}])")
                                     << u"headers[0].value"_s;
    QTest::newRow("parameter") << QByteArray(R"("params": [{"name": "access_token", "value": "CANARY"}])")
                               << u"params[0].value"_s;
    QTest::newRow("field of a form") << QByteArray(R"("form": [{"name": "password", "value": "CANARY"}])")
                                     << u"form[0].value"_s;
    QTest::newRow("a variable is none") << QByteArray(R"("headers": [{"name": "Authorization",
                                                         "value": "Bearer {{token}}"}])")
                                        << QString();
    QTest::newRow("nor what is still empty") << QByteArray(R"("headers": [{"name": "Authorization"}])") << QString();
    QTest::newRow("nor a page") << QByteArray(R"("params": [{"name": "page_token", "value": "2"}])") << QString();
}

void RequestFileTest::K14_plainSecretsAreTold()
{
    QFETCH(QByteArray, member);
    QFETCH(QString, path);
    const auto read = readRequestConfig(R"({"name": "r", )" + member + '}');
    QVERIFY(read.ok());
    QCOMPARE(read->warnings.size(), path.isEmpty() ? 0 : 1);
    if (path.isEmpty())
        return;
    QCOMPARE(read->warnings.first().path, path);
    QCOMPARE(read->warnings.first().detail, ErrorDetail::PlainSecret);
    QVERIFY(!read->warnings.first().value.contains(u"CANARY"_s));
    QVERIFY2(validate(read->section).isEmpty(), "it can be saved");
}

void RequestFileTest::faults_data() // NOLINT(readability-function-size): a table
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
    row("body type", R"("body_type": "yaml")", ErrorDetail::UnknownName, "body_type");
    row("form", R"("form": [{"value": "CANARY"}])", ErrorDetail::Missing, "form[0].name");
    row("path parameter", R"("path_params": [{"value": "CANARY"}])", ErrorDetail::Missing, "path_params[0].name");
    row("part", R"("multipart": [{"name": "a", "value": "CANARY", "file": "b"}])", ErrorDetail::Contradiction,
        "multipart[0].file");
    row("S02 part", R"("multipart": [{"name": "a", "content_type": "a\nb: CANARY"}])", ErrorDetail::OutOfRange,
        "multipart[0].content_type");
    row("own auth", R"("auth": {"type": "bearer"})", ErrorDetail::Missing, "auth.token");
    row("auth as text", R"("auth": "CANARY")", ErrorDetail::WrongType, "auth");
    row("timeout", R"("timeout": 0)", ErrorDetail::OutOfRange, "timeout");
    row("retries", R"("max_retries": -1)", ErrorDetail::OutOfRange, "max_retries");
    row("redirects", R"("follow_redirects": 1)", ErrorDetail::WrongType, "follow_redirects");
    row("waits", R"("max_wait": -1)", ErrorDetail::OutOfRange, "max_wait");
    row("tokens", R"("cost": 0)", ErrorDetail::OutOfRange, "cost");
    row("test without number", R"("tests": [{"value": "OK"}])", ErrorDetail::OutOfRange, "tests[0].value");
    row("test of time", R"("tests": [{"subject": "time", "comparison": "less"}])", ErrorDetail::OutOfRange,
        "tests[0].value");
    row("test without path", R"("tests": [{"subject": "json", "value": "CANARY"}])", ErrorDetail::Missing,
        "tests[0].target");
    row("test of a header", R"("tests": [{"subject": "header", "target": "a b", "value": "1"}])",
        ErrorDetail::BadHeaderName, "tests[0].target");
    row("test by pattern", R"("tests": [{"subject": "json", "target": "$", "comparison": "matches", "value": "("}])",
        ErrorDetail::Syntax, "tests[0].value");
    row("capture without variable", R"("captures": [{"target": "$.a"}])", ErrorDetail::Missing, "captures[0].variable");
    row("capture into no name", R"("captures": [{"variable": "a b", "target": "$.a"}])", ErrorDetail::OutOfRange,
        "captures[0].variable");
    row("capture of no path", R"("captures": [{"variable": "a", "target": "a"}])", ErrorDetail::OutOfRange,
        "captures[0].target");
    row("capture of no source", R"("captures": [{"variable": "a", "source": "cookie", "target": "a"}])",
        ErrorDetail::UnknownName, "captures[0].source");
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
