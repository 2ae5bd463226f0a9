// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/requestbuilder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRequestBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urls_data();
    void urls();
    void bodies_data();
    void bodies();
    void multipartTellsItsBoundary();
    void A10_partHeadsHoldNoLineBreaks();
    void S02_urlsHoldNoControls_data();
    void S02_urlsHoldNoControls();
    void S02_headersThatHoldControlsAreRefused_data();
    void S02_headersThatHoldControlsAreRefused();
    void filesComeFromTheFolder();
    void tellsWhatBodiesAreMadeOf();
    void filesOutsideNeedAgreement();
    void answersChooseNoFiles();
    void whatChangesTheCall();
    void credentialsHaveVariables();
    void faultyCredentials_data();
    void faultyCredentials();
    void grantsThatAskNobody();
    void allFaultsAtOnce();
    void pathParametersCannotLeaveThePath();

private:
    static VariableScope scope();
    static QByteArray bodyOf(const Request &request);
};

VariableScope TestRequestBuilder::scope()
{
    Environment environment;
    environment.slug = u"e"_s;
    environment.config.variables = {Variable{u"id"_s, Variable::Source::Text, u"a/b c"_s},
                                    Variable{u"v"_s, Variable::Source::Text, u"x&y"_s},
                                    Variable{u"none"_s, Variable::Source::Text, {}}};
    return {{environment}, u"e"_s};
}

QByteArray TestRequestBuilder::bodyOf(const Request &request)
{
    const auto device = request.body.open();
    return device ? device->readAll() : QByteArray("(none)");
}

void TestRequestBuilder::urls_data()
{
    QTest::addColumn<RequestConfig>("config");
    QTest::addColumn<QByteArray>("url");
    RequestConfig config;
    config.path = u"{{base_url}}/orders/:id/:other?a={{v}}#top"_s;
    config.params = {{u"b"_s, u"{{v}} 1"_s}, {u"off"_s, u"1"_s, false}};
    config.pathParams = {{u"id"_s, u"{{id}}"_s}, {u"unused"_s, {}}};
    QTest::newRow("all") << config << QByteArray("/orders/a%2Fb%20c/:other?a=x%26y&b=x%26y%201#top");
    config = {};
    config.path = u"/:id"_s;
    config.pathParams = {{u"id"_s, u"/../{{{{\\{{no}}?#%20ü"_s}};
    QTest::newRow("one segment whatever it holds")
        << config << QByteArray("/%2F..%2F%7B%7B%7B%7B%7B%7Bno%7D%7D%3F%23%2520%C3%BC");
    config.pathParams[0].enabled = false;
    QTest::newRow("switched off is text") << config << QByteArray("/:id");
    const auto typed = [](const QString &path, const QList<RequestEntry> &params, const QByteArray &url) {
        RequestConfig request;
        request.path = path;
        request.params = params;
        QTest::newRow(url.constData()) << request << url;
    };
    typed(u"/s?q="_s, {}, "/s?q=");
    typed(u"/s?flag"_s, {}, "/s?flag");
    typed(u"/s?a&&b="_s, {}, "/s?a&&b=");
    typed(u"/s?=#top"_s, {}, "/s?=#top");
    typed(u"/s?"_s, {}, "/s?");
    typed(u"/s?&a=1&"_s, {{u"b"_s, {}}, {u"c"_s, u"{{none}}"_s}, {{}, u"v"_s}}, "/s?&a=1&b=&c=&=v");
    typed(u"/s?#top"_s, {{u"b=&"_s, u"1=&#"_s}, {{}, {}}, {u"off"_s, u"1"_s, false}}, "/s?b%3D%26=1=%26%23#top");
    typed(u"{{base_url}}/s"_s, {{u"a"_s, u"1"_s}}, "/s?a=1");
}

void TestRequestBuilder::urls()
{
    QFETCH(const RequestConfig, config);
    const VariableScope variables = scope();
    const auto built = buildRequest(config, {variables});
    QVERIFY(built.ok());
    QTEST(built->request.url.toEncoded(), "url");
}

void TestRequestBuilder::bodies_data()
{
    QTest::addColumn<RequestConfig>("config");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const char *name, BodyKind kind, const QByteArray &body, const QByteArray &type) {
        RequestConfig config;
        config.bodyKind = kind;
        config.body = u"[\"{{v}}\"]"_s;
        config.form = {{u"a b"_s, u"{{v}}"_s}, {u"off"_s, u"1"_s, false}, {u"c"_s, {}}};
        config.graphqlVariables = u"{\"v\": \"{{v}}\"}"_s;
        QTest::newRow(name) << config << body << type;
    };
    row("none", BodyKind::None, "", "");
    row("json", BodyKind::Json, "[\"x&y\"]", "application/json");
    row("xml", BodyKind::Xml, "[\"x&y\"]", "application/xml");
    row("text", BodyKind::Text, "[\"x&y\"]", "application/json");
    row("form", BodyKind::Form, "a+b=x%26y&c=", "application/x-www-form-urlencoded");
    row("graphql", BodyKind::GraphQl, R"({"query":"[\"x&y\"]","variables":{"v":"x&y"}})", "application/json");
    RequestConfig own;
    own.bodyKind = BodyKind::Json;
    own.body = u"{}"_s;
    own.contentType = u"application/{{v}}+json"_s;
    QTest::newRow("content_type") << own << QByteArray("{}") << QByteArray("application/x&y+json");
    own.headers = {{u"content-type"_s, u"application/hal+json"_s}};
    QTest::newRow("header") << own << QByteArray("{}") << QByteArray("application/hal+json");
}

void TestRequestBuilder::bodies()
{
    QFETCH(const RequestConfig, config);
    const VariableScope variables = scope();
    const auto built = buildRequest(config, {variables});
    QVERIFY(built.ok());
    QTEST(bodyOf(built->request), "body");
    QTEST(built->request.headers.value("Content-Type").value_or(QByteArray()), "type");
}

void TestRequestBuilder::multipartTellsItsBoundary()
{
    RequestConfig config;
    config.bodyKind = BodyKind::Multipart;
    config.multipart = {{u"a"_s, u"{{v}}"_s, {}}, {u"off"_s, u"1"_s, {}, {}, false}};
    config.headers = {{u"Content-Type"_s, u"multipart/form-data"_s}};
    const VariableScope variables = scope();
    const auto built = buildRequest(config, {variables, {}, {}, "B"});
    QVERIFY(built.ok());
    QCOMPARE(built->request.headers.value("Content-Type").value_or(""), "multipart/form-data; boundary=B");
    QCOMPARE(bodyOf(built->request),
             QByteArray("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx&y\r\n--B--\r\n"));
    const auto one = buildRequest(config, {variables});
    const auto other = buildRequest(config, {variables});
    QVERIFY(one->request.headers.value("Content-Type") != other->request.headers.value("Content-Type"));
}

void TestRequestBuilder::A10_partHeadsHoldNoLineBreaks()
{
    VariableScope variables;
    for (const QString &type : {u"text/plain\r\nX-Evil: 1"_s, u"a\nb"_s, u"a\u0000b"_s, u"text/plain "_s}) {
        variables.capture(u"type"_s, type);
        RequestConfig config;
        config.bodyKind = BodyKind::Multipart;
        config.multipart = {{u"a"_s, u"1"_s, {}, u"{{type}}"_s}, {u"b\r\nX-Evil: 1"_s, u"2"_s, {}}};
        const auto built = buildRequest(config, {variables, {}, {}, "B"});
        QVERIFY(!built.ok());
        QCOMPARE(built.error().faults.size(), 1);
        QCOMPARE(built.error().faults[0].detail, ErrorDetail::BadHeaderValue);
        QCOMPARE(built.error().faults[0].path, u"multipart.a.content_type"_s);
        config.multipart[0].contentType.clear();
        const QByteArray body = bodyOf(buildRequest(config, {variables, {}, {}, "B"})->request);
        QVERIFY(!body.contains("\nX-Evil"));
    }
}

void TestRequestBuilder::S02_urlsHoldNoControls_data()
{
    QTest::addColumn<RequestConfig>("config");
    QTest::addColumn<QByteArray>("url");
    const QString bad = u"a\r\nX: y\0"_s;
    const auto row = [](const char *name, const QByteArray &url, const std::function<void(RequestConfig &)> &write) {
        RequestConfig config;
        config.path = u"/s"_s;
        write(config);
        QTest::newRow(name) << config << url;
    };
    row("S02 path", "/a%0D%0AX:%20y%00", [&](RequestConfig &c) { c.path = u'/' + bad; });
    row("S02 query of the path", "/s?q=a%0D%0AX:%20y%00", [&](RequestConfig &c) { c.path = u"/s?q="_s + bad; });
    row("S02 parameter", "/s?q=a%0D%0AX:%20y%00", [&](RequestConfig &c) { c.params = {{u"q"_s, bad}}; });
    row("S02 name of a parameter", "/s?a%0D%0AX:%20y%00=1", [&](RequestConfig &c) { c.params = {{bad, u"1"_s}}; });
    row("S02 path parameter", "/a%0D%0AX%3A%20y%00", [&](RequestConfig &c) {
        c.path = u"/:id"_s;
        c.pathParams = {{u"id"_s, bad}};
    });
    row("S02 variable in the path", "/a%0D%0AX:%20y%00", [](RequestConfig &c) { c.path = u"/{{bad}}"_s; });
    row("S02 variable in the query", "/s?q=a%0D%0AX%3A%20y%00", [](RequestConfig &c) { c.path = u"/s?q={{bad}}"_s; });
    row("S02 variable in a parameter", "/s?q=a%0D%0AX%3A%20y%00", [](RequestConfig &c) {
        c.params = {{u"q"_s, u"{{bad}}"_s}};
    });
    row("S02 variable in a path parameter", "/a%0D%0AX%3A%20y%00", [](RequestConfig &c) {
        c.path = u"/:id"_s;
        c.pathParams = {{u"id"_s, u"{{bad}}"_s}};
    });
}

void TestRequestBuilder::S02_urlsHoldNoControls()
{
    QFETCH(const RequestConfig, config);
    QFETCH(QByteArray, url);
    VariableScope variables;
    variables.capture(u"bad"_s, u"a\r\nX: y\0"_s);
    const auto built = buildRequest(config, {variables});
    QVERIFY(built.ok());
    QCOMPARE(built->request.url.toEncoded(), url);
}

void TestRequestBuilder::S02_headersThatHoldControlsAreRefused_data()
{
    QTest::addColumn<QString>("control");
    QTest::newRow("S02 CR and LF") << u"a\r\nX-Evil: 1"_s;
    QTest::newRow("S02 CR") << u"a\rb"_s;
    QTest::newRow("S02 LF") << u"a\nb"_s;
    QTest::newRow("S02 NUL") << u"a\0b"_s;
}

void TestRequestBuilder::S02_headersThatHoldControlsAreRefused()
{
    QFETCH(QString, control);
    VariableScope variables;
    variables.capture(u"bad"_s, control);
    const auto detailOf = [&variables](const QString &name, const QString &value) {
        RequestConfig config;
        config.path = u"https://api.example/s"_s;
        config.headers = {{name, value}};
        const auto built = buildRequest(config, {variables});
        const auto checked = built.ok() ? checkRequest(built->request) : Result<void>(built.error());
        return checked.ok() ? ErrorDetail::None : checked.error().detail;
    };
    QCOMPARE(detailOf(u"X"_s, control), ErrorDetail::BadHeaderValue);
    QCOMPARE(detailOf(u"X"_s, u"{{bad}}"_s), ErrorDetail::BadHeaderValue);
    QCOMPARE(detailOf(control, u"1"_s), ErrorDetail::BadHeaderName);
    QCOMPARE(detailOf(u"{{bad}}"_s, u"1"_s), ErrorDetail::BadHeaderName);
}

void TestRequestBuilder::filesComeFromTheFolder()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"cat.png"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("png") == 3);
    file.close();
    RequestConfig config;
    config.bodyKind = BodyKind::File;
    config.bodyFile = u"cat.png"_s;
    const VariableScope variables = scope();
    const auto built = buildRequest(config, {variables, folder.path()});
    QVERIFY(built.ok());
    QVERIFY(built->request.body.isStream());
    QCOMPARE(bodyOf(built->request), QByteArray("png"));
    QCOMPARE(built->request.headers.value("Content-Type").value_or(""), "image/png");
    QCOMPARE(buildRequest(config, {variables}).error().detail, ErrorDetail::NotFound);
    config.bodyFile.clear();
    QCOMPARE(buildRequest(config, {variables, folder.path()}).error().faults.value(0).path, u"body_file"_s);
    config.bodyKind = BodyKind::Multipart;
    config.multipart = {{u"f"_s, {}, u"cat.png"_s}, {u"g"_s, {}, file.fileName(), u"text/plain"_s}};
    const QByteArray parts = bodyOf(buildRequest(config, {variables, folder.path()})->request);
    QVERIFY2(parts.contains("name=\"f\"; filename=\"cat.png\"\r\nContent-Type: image/png\r\n\r\npng\r\n"),
             parts.constData());
    QVERIFY2(parts.contains("name=\"g\"; filename=\"cat.png\"\r\nContent-Type: text/plain\r\n\r\npng\r\n"),
             parts.constData());
}

void TestRequestBuilder::tellsWhatBodiesAreMadeOf()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"cat.png"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString path = QFileInfo(file.fileName()).canonicalFilePath();
    const VariableScope variables = scope();
    RequestConfig config;
    config.bodyKind = BodyKind::Multipart;
    config.multipart = {{u"a"_s, u"{{v}}"_s, {}, u"text/csv"_s}, {u"f"_s, {}, u"cat.png"_s}};
    const auto sourceOf = [&] { return buildRequest(config, {variables, folder.path()})->source; };
    const BodySource::Part text{u"a"_s, u"x&y"_s, {}, {}, u"text/csv"_s};
    const BodySource::Part picture{u"f"_s, {}, path, u"cat.png"_s, u"image/png"_s};
    QCOMPARE(sourceOf(), (BodySource{{text, picture}, {}}));
    config.contentType = u"multipart/mixed"_s;
    QCOMPARE(sourceOf(), BodySource());
    config.bodyKind = BodyKind::File;
    config.bodyFile = u"cat.png"_s;
    QCOMPARE(sourceOf(), (BodySource{{}, path}));
    config.bodyKind = BodyKind::Json;
    QCOMPARE(sourceOf(), BodySource());
}

void TestRequestBuilder::filesOutsideNeedAgreement()
{
    const QTemporaryDir root;
    QVERIFY(QDir(root.path()).mkpath(u"workspace"_s));
    QFile file(root.filePath(u"id_rsa"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("key") == 3);
    file.close();
    const QString path = QFileInfo(file.fileName()).canonicalFilePath();
    RequestConfig config;
    config.bodyKind = BodyKind::Multipart;
    config.multipart = {{u"a"_s, {}, u"../id_rsa"_s}, {u"b"_s, {}, file.fileName()}, {u"c"_s, u"{{gone}}"_s, {}}};
    const VariableScope variables = scope();
    const QString folder = root.filePath(u"workspace"_s);
    const auto refused = buildRequest(config, {variables, folder});
    QCOMPARE(refused.error().kind, ErrorKind::ConfigInvalid);
    QCOMPARE(refused.error().faults.size(), 3);
    QCOMPARE(refused.error().faults[0].detail, ErrorDetail::FileOutside);
    QCOMPARE(refused.error().faults[0].path, u"multipart.a.file"_s);
    QCOMPARE(refused.error().faults[0].value, path);
    config.multipart.removeLast();
    const auto built = buildRequest(config, {variables, folder, {path}});
    QVERIFY(built.ok());
    QCOMPARE(bodyOf(built->request).count("key"), 2);
    config.bodyKind = BodyKind::File;
    config.bodyFile = u"../id_rsa"_s;
    QCOMPARE(buildRequest(config, {variables, folder}).error().faults.value(0).path, u"body_file"_s);
    QCOMPARE(bodyOf(buildRequest(config, {variables, folder, {path}})->request), QByteArray("key"));
}

void TestRequestBuilder::answersChooseNoFiles()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"cat.png"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    VariableScope variables;
    variables.capture(u"f"_s, u"cat.png"_s);
    RequestConfig config;
    config.bodyKind = BodyKind::File;
    config.bodyFile = u"{{f}}"_s;
    const auto refused = buildRequest(config, {variables, folder.path(), {file.fileName()}});
    QCOMPARE(refused.error().faults.value(0).detail, ErrorDetail::FileFromAnswer);
    QCOMPARE(refused.error().faults.value(0).path, u"body_file"_s);
    QCOMPARE(refused.error().faults.size(), 1);
    config.bodyKind = BodyKind::Multipart;
    config.multipart = {{u"a"_s, {}, u"{{f}}"_s}};
    const auto part = buildRequest(config, {variables, folder.path()});
    QCOMPARE(part.error().faults.value(0).path, u"multipart.a.file"_s);
}

void TestRequestBuilder::whatChangesTheCall()
{
    RequestConfig config;
    config.timeout = 2s;
    config.maxRetries = 0;
    config.followRedirects = false;
    config.maxWait = 5s;
    config.cost = 3;
    const auto built = buildRequest(config, {VariableScope()});
    QCOMPARE(built->options.timeout, config.timeout);
    QCOMPARE(built->options.maxRetries, config.maxRetries);
    QCOMPARE(built->options.followRedirects, config.followRedirects);
    QCOMPARE(built->options.maxWait, config.maxWait);
    QCOMPARE(built->options.cost, 3);
    QVERIFY(!built->options.auth);
    QVERIFY(!buildRequest({}, {VariableScope()})->options.timeout);
    QCOMPARE(buildRequest({}, {VariableScope()})->options.cost, 1);
}

void TestRequestBuilder::credentialsHaveVariables()
{
    RequestConfig config;
    config.auth = AuthConfig();
    config.auth->type = AuthType::Bearer;
    config.auth->token = Secret::plain(u"t-{{v}}"_s);
    const VariableScope variables = scope();
    const auto built = buildRequest(config, {variables});
    QVERIFY(built.ok());
    QCOMPARE(built->options.auth->token, Secret::plain(u"t-x&y"_s));
    config.auth = AuthConfig();
    QCOMPARE(buildRequest(config, {variables})->options.auth->type, AuthType::None);
}

void TestRequestBuilder::faultyCredentials_data()
{
    QTest::addColumn<AuthConfig>("auth");
    QTest::addColumn<QString>("path");
    AuthConfig auth;
    auth.type = AuthType::Bearer;
    QTest::newRow("no token") << auth << u"auth.token"_s;
    auth.token = Secret::keychain();
    QTest::newRow("keychain") << auth << u"auth.token"_s;
    auth.token = Secret::plain(u"{{gone}}"_s);
    QTest::newRow("variable") << auth << u"auth.token"_s;
    auth.type = AuthType::OAuth2;
    auth.clientId = u"c"_s;
    auth.tokenUrl = QUrl(u"https://h/token"_s);
    auth.grantType = GrantType::DeviceCode;
    QTest::newRow("a user's agreement") << auth << u"auth.grant_type"_s;
}

void TestRequestBuilder::faultyCredentials()
{
    QFETCH(const AuthConfig, auth);
    RequestConfig config;
    config.auth = auth;
    const auto built = buildRequest(config, {VariableScope()});
    QVERIFY(!built.ok());
    QCOMPARE(built.error().kind, ErrorKind::ConfigInvalid);
    QTEST(built.error().faults.value(0).path, "path");
}

void TestRequestBuilder::grantsThatAskNobody()
{
    RequestConfig config;
    config.auth = AuthConfig();
    config.auth->type = AuthType::OAuth2;
    config.auth->clientId = u"c"_s;
    config.auth->tokenUrl = QUrl(u"https://h/token"_s);
    config.auth->username = u"u"_s;
    config.auth->password = Secret::environment(u"P"_s);
    config.auth->refreshToken = Secret::environment(u"R"_s);
    for (const GrantType grant : {GrantType::ClientCredentials, GrantType::RefreshToken, GrantType::Password}) {
        config.auth->grantType = grant;
        const auto built = buildRequest(config, {VariableScope()});
        QVERIFY(built.ok());
        QVERIFY(built->options.auth && *built->options.auth == *config.auth);
    }
}

void TestRequestBuilder::allFaultsAtOnce()
{
    RequestConfig config;
    config.path = u"/{{a}}/:p/:q"_s;
    config.pathParams = {{u"p"_s, {}}, {u"q"_s, u"{{b}}"_s}};
    config.headers = {{u"X"_s, u"{{c}}"_s}};
    config.bodyKind = BodyKind::Form;
    config.form = {{u"f"_s, u"{{d}}"_s}};
    const auto built = buildRequest(config, {VariableScope()});
    QVERIFY(!built.ok());
    QStringList told;
    for (const ConfigFault &fault : built.error().faults)
        told << fault.path + u'=' + fault.value;
    told.sort();
    QCOMPARE(told,
             (QStringList{u"form.f=d"_s, u"headers.X=c"_s, u"path_params.p="_s, u"path_params.q=b"_s, u"url=a"_s}));
}

void TestRequestBuilder::pathParametersCannotLeaveThePath()
{
    for (const QString &value : {u"."_s, u".."_s}) {
        RequestConfig config;
        config.path = u"/a/:p/b"_s;
        config.pathParams = {{u"p"_s, value}};
        QCOMPARE(buildRequest(config, {VariableScope()}).error().faults.value(0).path, u"path_params.p"_s);
    }
}

QTEST_GUILESS_MAIN(TestRequestBuilder)
#include "tst_requestbuilder.moc"
