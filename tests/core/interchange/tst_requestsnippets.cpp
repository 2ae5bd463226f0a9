// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/secretuses.h"
#include "interchange/curlsnippet.h"
#include "interchange/requestsnippet.h"
#include "interpreter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// "Copy as": what each snippet would send, asked of the language itself with the program or library replaced by one
/// that tells its arguments.
class tst_RequestSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThem();
    void M2_tellNoSecret_data();
    void M2_tellNoSecret();
    void M2_curlTakesItsArguments();
    void M2_insecureWhereTheClientIs();
    void M2_curlEncodesNames();
    void curlSpecialCases_data();
    void curlSpecialCases();
    void M2_curlTakesNoAddressForAnOption();
    void M2_curlKeepsPercentSignsForProxies();
    void httpieTakesItsArguments();
    void M2_httpieTakesNoValueForAnOption();
    void M2_httpieSendsNoFileForAName_data();
    void M2_httpieSendsNoFileForAName();
    void pythonCallsItsLibrary_data();
    void pythonCallsItsLibrary();
    void pythonLeavesParametersText();
    void fetchGetsItsRequest();
    void goImportsWhatItUses();
    void cppIsRight();
};

namespace {

const QString hostileBody = u"{\"it's\": \"$(rm) `x` $HOME !! \\\\\n\"}"_s;

ClientConfig configOf(AuthType type)
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    config.defaultHeaders = {{u"Accept"_s, u"application/json"_s}};
    config.auth = AuthConfig();
    config.auth->type = type;
    config.auth->token = Secret::plain(u"canary-1"_s);
    config.auth->username = u"ada"_s;
    config.auth->password = Secret::plain(u"canary-2"_s);
    config.retry = RetryConfig();
    return config;
}

SnippetRequest requestFor(AuthType type, const QByteArray &method = "POST", const QString &body = hostileBody)
{
    Request request;
    request.method = method;
    request.url = QUrl(u"https://api.example.com/orders?status=open&q=it's"_s);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = Body(body.toUtf8());
    return snippetRequest(configOf(type), request, Placeholders(u"orders"_s));
}

QString written(QStringView id, const SnippetRequest &request)
{
    const auto snippets = requestSnippets();
    const auto found = std::find_if(snippets.begin(), snippets.end(), [&](const auto &s) { return s->id() == id; });
    return found == snippets.end() ? QString() : (*found)->write(request);
}

/// The arguments that a shell gives to a program named so.
QStringList shellArguments(const QString &program, const QString &snippet)
{
    const QString script = program + u"() { for word; do printf '%s\\0' \"$word\"; done; }\n"_s + snippet;
    const Interpreter shell{u"sh"_s, {u"-s"_s}, {u"ORDERS_AUTH_TOKEN=t0k'en"_s, u"ORDERS_AUTH_PASSWORD=p$w"_s}};
    const auto outcome = shell.run(script.toUtf8());
    QStringList words = QString::fromUtf8(outcome.output).split(QChar(u'\0'));
    words.removeLast();
    return outcome.ended ? words : QStringList{QString::fromUtf8(outcome.errors)};
}

bool follows(const QStringList &words, const QString &option, const QString &value)
{
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (words.at(i) == option && words.at(i + 1) == value)
            return true;
    }
    return false;
}

} // namespace

void tst_RequestSnippets::namesThem()
{
    QStringList ids;
    for (const auto &snippet : requestSnippets())
        ids.append(snippet->id());
    QCOMPARE(ids,
             (QStringList{u"curl"_s, u"httpie"_s, u"python-requests"_s, u"python-httpx"_s, u"javascript-fetch"_s,
                          u"go"_s, u"cpp"_s}));
}

void tst_RequestSnippets::M2_tellNoSecret_data()
{
    QTest::addColumn<AuthType>("type");
    QTest::addColumn<AuthLocation>("location");
    QTest::addColumn<QStringList>("variables"); // that the snippet takes its secrets from
    const auto row = [](const char *name, AuthType type, AuthLocation location, const QStringList &variables) {
        QTest::newRow(name) << type << location << variables;
    };
    row("none", AuthType::None, AuthLocation::Header, {});
    row("API key", AuthType::ApiKey, AuthLocation::Header, {u"ORDERS_AUTH_TOKEN"_s});
    row("in the query", AuthType::ApiKey, AuthLocation::Query, {u"ORDERS_AUTH_TOKEN"_s});
    row("in the body", AuthType::ApiKey, AuthLocation::Body, {u"ORDERS_AUTH_TOKEN"_s});
    row("bearer", AuthType::Bearer, AuthLocation::Header, {u"ORDERS_AUTH_TOKEN"_s});
    row("basic", AuthType::Basic, AuthLocation::Header, {u"ORDERS_AUTH_PASSWORD"_s});
    row("OAuth 2.0", AuthType::OAuth2, AuthLocation::Header, {u"ORDERS_ACCESS_TOKEN"_s});
    row("custom", AuthType::Custom, AuthLocation::Header,
        {u"ORDERS_AUTH_CUSTOM_HEADERS_X_SIGN"_s, u"ORDERS_AUTH_CUSTOM_PARAMS_SIG"_s});
}

/// Whatever the credentials are, each secret that a client can have is there.
void tst_RequestSnippets::M2_tellNoSecret()
{
    QFETCH(const AuthType, type);
    QFETCH(const AuthLocation, location);
    QFETCH(const QStringList, variables);
    ClientConfig config = configOf(type);
    config.auth->tokenLocation = location;
    config.auth->customHeaders = {{u"X-Sign"_s, {}}};
    config.auth->customParams = {{u"sig"_s, {}}};
    config.auth->extraParams = {{u"assertion"_s, u"canary-e"_s}};
    config.proxy = ProxyConfig();
    config.proxy->type = ProxyType::Http;
    config.proxy->host = u"p"_s;
    config.proxy->port = 3128;
    config.proxy->username = u"ada"_s;
    int secrets = 0;
    visitSecrets(
        config, [&secrets](const QString &, Secret &secret) { secret = Secret::plain(u"canary-%1"_s.arg(++secrets)); });
    QVERIFY(secrets >= 7);
    config.defaultHeaders += {{u"X-Api-Key"_s, u"canary-h"_s}, {u"X-Copy"_s, u"of canary-1"_s}};
    Request request;
    request.method = "POST";
    request.url = QUrl(u"https://api.example.com/orders"_s);
    request.body = Body(hostileBody.toUtf8());
    const SnippetRequest shared = snippetRequest(config, request, Placeholders(u"orders"_s));
    for (const auto &snippet : requestSnippets()) {
        const QString text = snippet->write(shared);
        QVERIFY2(!text.contains("canary"_L1), qPrintable(text));
        QVERIFY(text.endsWith(u'\n'));
        // Fuseboard's own library gets its token by itself.
        const bool signsIn = type == AuthType::OAuth2 && snippet->id() == "cpp"_L1;
        const QStringList own = signsIn ? QStringList{u"ORDERS_AUTH_CLIENT_SECRET"_s} : variables;
        for (const QString &variable : own + QStringList{u"ORDERS_DEFAULT_HEADERS_X_API_KEY"_s})
            QVERIFY2(text.contains(variable), qPrintable(variable + u" is not in:\n"_s + text));
    }
}

void tst_RequestSnippets::M2_curlTakesItsArguments()
{
    const QStringList words = shellArguments(u"curl"_s, written(u"curl", requestFor(AuthType::Bearer)));
    QCOMPARE(words.value(0), u"https://api.example.com/orders?status=open&q=it's"_s);
    QVERIFY2(follows(words, u"--header"_s, u"Authorization: Bearer t0k'en"_s), qPrintable(words.join(u'|')));
    QVERIFY(follows(words, u"--header"_s, u"Accept: application/json"_s));
    QVERIFY(follows(words, u"--data-raw"_s, hostileBody));
    QVERIFY(follows(words, u"--retry"_s, u"3"_s));
    QVERIFY(follows(words, u"--max-time"_s, u"30"_s));
    QVERIFY(follows(words, u"--max-redirs"_s, u"10"_s));
    QVERIFY(!words.contains(u"--request"_s));
    const QStringList basic = shellArguments(u"curl"_s, written(u"curl", requestFor(AuthType::Basic)));
    QVERIFY2(follows(basic, u"--user"_s, u"ada:p$w"_s), qPrintable(basic.join(u'|')));
}

void tst_RequestSnippets::M2_insecureWhereTheClientIs()
{
    ClientConfig config = configOf(AuthType::None);
    Request request;
    request.url = QUrl(u"https://api.example.com/orders"_s);
    const auto arguments = [&] {
        return shellArguments(u"curl"_s, written(u"curl", snippetRequest(config, request, Placeholders(u"orders"_s))));
    };
    QVERIFY(!arguments().contains(u"--insecure"_s));
    config.tls = TlsConfig();
    QVERIFY(!arguments().contains(u"--insecure"_s));
    config.tls->exceptionHost = u"api.example.com"_s;
    QVERIFY(arguments().contains(u"--insecure"_s));
    config.tls->exceptionHost = u"other.example.com"_s;
    QVERIFY2(!arguments().contains(u"--insecure"_s), "the exception is for another host");
}

void tst_RequestSnippets::M2_curlEncodesNames()
{
    ClientConfig config = configOf(AuthType::Custom);
    config.auth->customParams = {{u"+p q=$'@"_s, Secret::environment(u"ORDERS_AUTH_TOKEN"_s)}};
    Request request;
    request.url = QUrl(u"https://api.example.com/orders?ids[]=1"_s);
    const SnippetRequest snippet = snippetRequest(config, request, Placeholders(u"orders"_s));
    const QStringList words = shellArguments(u"curl"_s, written(u"curl", snippet));
    QVERIFY2(follows(words, u"--url-query"_s, u"%2Bp%20q%3D%24%27%40=t0k'en"_s), qPrintable(words.join(u'|')));
    QVERIFY2(words.contains(u"--globoff"_s), "[] is no range");
}

void tst_RequestSnippets::M2_curlTakesNoAddressForAnOption()
{
    const SnippetRequest request = requestFor(AuthType::None, "GET", {});
    const auto words = [&request](const Template &url) { return shellArguments(u"curl"_s, curlCommand(url, request)); };
    QVERIFY(follows(words(Template(u"-Kfile"_s)), u"--url"_s, u"-Kfile"_s));
    QVERIFY(follows(words(Template::variable(u"ORDERS_AUTH_TOKEN"_s)), u"--url"_s, u"t0k'en"_s));
    QVERIFY(!words(Template(u"https://h"_s)).contains(u"--url"_s));
}

/// Those before 8.8 decode them in --proxy-user.
void tst_RequestSnippets::M2_curlKeepsPercentSignsForProxies()
{
    SnippetRequest request = requestFor(AuthType::None, "GET", {});
    request.config.proxy = ProxyConfig();
    request.config.proxy->type = ProxyType::Http;
    request.config.proxy->host = u"p"_s;
    request.config.proxy->port = 3128;
    request.config.proxy->username = u"50%41@"_s;
    request.proxyPassword = Template(u"p:%42"_s);
    const QString text = written(u"curl", request);
    const QStringList words = shellArguments(u"curl"_s, text);
    QVERIFY2(follows(words, u"--proxy"_s, u"http://50%2541%40:p%3A%2542@p:3128"_s), qPrintable(text));
    QVERIFY2(!words.contains(u"--proxy-user"_s) && !text.startsWith(u'#'), qPrintable(text));
    request.proxyPassword = Template::variable(u"ORDERS_AUTH_PASSWORD"_s);
    const QString told = written(u"curl", request);
    QVERIFY2(follows(shellArguments(u"curl"_s, told), u"--proxy-user"_s, u"50%41@:p$w"_s), qPrintable(told));
    QVERIFY2(told.startsWith("# Not in curl before 8.8: "_L1), qPrintable(told));
}

void tst_RequestSnippets::curlSpecialCases_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("option");
    QTest::newRow("HEAD") << QByteArray("HEAD") << u""_s << u"--head"_s;
    QTest::newRow("GET") << QByteArray("GET") << u""_s << u""_s;
    QTest::newRow("GET with a body") << QByteArray("GET") << u"x"_s << u"--request"_s;
    QTest::newRow("POST without one") << QByteArray("POST") << u""_s << u"--request"_s;
    QTest::newRow("DELETE") << QByteArray("DELETE") << u""_s << u"--request"_s;
}

void tst_RequestSnippets::curlSpecialCases()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, body);
    QFETCH(const QString, option);
    const QStringList words = shellArguments(u"curl"_s, written(u"curl", requestFor(AuthType::None, method, body)));
    for (const QString &known : {u"--head"_s, u"--request"_s})
        QCOMPARE(words.contains(known), known == option);
    if (option == "--request"_L1)
        QVERIFY(follows(words, option, QString::fromLatin1(method)));
}

void tst_RequestSnippets::httpieTakesItsArguments()
{
    const QStringList words = shellArguments(u"http"_s, written(u"httpie", requestFor(AuthType::Bearer)));
    const qsizetype end = words.indexOf(u"--"_s); // of the options
    QCOMPARE(words.value(0), u"--ignore-stdin"_s);
    QCOMPARE(words.mid(end + 1, 2), (QStringList{u"POST"_s, u"https://api.example.com/orders?status=open&q=it's"_s}));
    QVERIFY2(words.indexOf(u"Authorization:Bearer t0k'en"_s) > end, qPrintable(words.join(u'|')));
    const qsizetype body = words.indexOf(u"--raw="_s + hostileBody);
    QVERIFY2(body > 0 && body < end, qPrintable(words.join(u'|')));
}

/// It would write the answer to a file with the name of a secret, and refuse what begins with '-' behind an option.
void tst_RequestSnippets::M2_httpieTakesNoValueForAnOption()
{
    SnippetRequest request = requestFor(AuthType::Basic, "POST", u"--abc"_s);
    request.basic->username = u"-u"_s;
    request.secretParams = {{u"--output"_s, Template(u"@/etc/hostname"_s)}};
    const QStringList words = shellArguments(u"http"_s, written(u"httpie", request));
    const qsizetype end = words.indexOf(u"--"_s);
    QVERIFY2(words.indexOf(u"--output==\\@/etc/hostname"_s) > end, qPrintable(words.join(u'|')));
    for (const QString &option : {u"--raw=--abc"_s, u"--auth=-u:p$w"_s})
        QVERIFY2(words.first(end).contains(option), qPrintable(words.join(u'|')));
}

void tst_RequestSnippets::M2_httpieSendsNoFileForAName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("item");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("sign") << u"x@/p"_s << u"x\\@/p==1"_s << true;
    QTest::newRow("one slash") << u"x\\@/p"_s << u"x\\\\\\@/p==1"_s << false;
    QTest::newRow("two slashes") << u"x\\\\@/p"_s << u"x\\\\\\@/p==1"_s << true;
    QTest::newRow("one at the end") << u"x\\"_s << u"x\\\\==1"_s << false;
    QTest::newRow("two at the end") << u"x\\\\"_s << u"x\\\\==1"_s << true;
    QTest::newRow("before a letter") << u"x\\y"_s << u"x\\y==1"_s << true;
}

void tst_RequestSnippets::M2_httpieSendsNoFileForAName()
{
    QFETCH(const QString, name);
    QFETCH(const QString, item);
    SnippetRequest request = requestFor(AuthType::None, "GET", {});
    request.secretParams = {{name, Template(u"1"_s)}};
    const QString text = written(u"httpie", request);
    const QStringList words = shellArguments(u"http"_s, text);
    QVERIFY2(words.contains(item), qPrintable(words.join(u'|')));
    QTEST(!text.startsWith(u'#'), "isWhole");
}

void tst_RequestSnippets::pythonCallsItsLibrary_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<QString>("bodyName");
    QTest::newRow("requests") << u"requests"_s << u"data"_s;
    QTest::newRow("httpx") << u"httpx"_s << u"content"_s;
}

void tst_RequestSnippets::pythonCallsItsLibrary()
{
    QFETCH(const QString, library);
    QFETCH(const QString, bodyName);
    const QString prelude = u"import sys, types, json\n"
                            "library = types.ModuleType('%1')\nsys.modules['%1'] = library\n"
                            "library.Timeout = lambda whole, connect: [whole, connect]\n"
                            "def request(**given):\n"
                            "    print(json.dumps(given, default=lambda b: b.decode()))\n"
                            "    return types.SimpleNamespace(status_code=200, text='')\n"
                            "library.request = request\n"_s.arg(library);
    const Interpreter python{u"python3"_s, {u"-"_s}, {u"ORDERS_AUTH_TOKEN=t0k'en"_s}};
    const auto outcome = python.run((prelude + written(u"python-"_s + library, requestFor(AuthType::Bearer))).toUtf8());
    QVERIFY2(outcome.ended, outcome.errors.constData());
    const QJsonObject given = QJsonDocument::fromJson(outcome.output.split('\n').first()).object();
    QCOMPARE(given.value("method"_L1).toString(), u"POST"_s);
    QCOMPARE(given.value("headers"_L1).toObject().value("Authorization"_L1).toString(), u"Bearer t0k'en"_s);
    QCOMPARE(given.value(bodyName).toString(), hostileBody);
    QVERIFY(given.value("timeout"_L1).isArray());
}

/// Of bytes httpx would send what Python shows of them.
void tst_RequestSnippets::pythonLeavesParametersText()
{
    SnippetRequest request = requestFor(AuthType::None, "GET", {});
    request.secretParams = {{u"q"_s, Template(u"Größe"_s)}};
    request.headers = {{u"X-Q"_s, Template(u"Größe"_s)}};
    for (const QString &id : {u"python-requests"_s, u"python-httpx"_s}) {
        const QString text = written(id, request);
        QVERIFY2(text.contains(u"\"q\": \"Größe\","_s), qPrintable(text));
        QVERIFY2(text.contains(u"\"X-Q\": \"Größe\".encode(),"_s), qPrintable(text));
    }
}

void tst_RequestSnippets::fetchGetsItsRequest()
{
    const Interpreter node{u"node"_s, {u"--input-type=module"_s}, {u"ORDERS_AUTH_PASSWORD=p$w"_s}};
    if (!node.exists())
        QSKIP("There is no node to read what was written for it.");
    const QString prelude = u"globalThis.fetch = async (url, options) => {\n"
                            "  console.log(JSON.stringify({url: String(url), ...options}));\n"
                            "  return {status: 200, text: async () => \"\"};\n};\n"_s;
    const auto outcome = node.run((prelude + written(u"javascript-fetch", requestFor(AuthType::Basic))).toUtf8());
    QVERIFY2(outcome.ended, outcome.errors.constData());
    const QJsonObject given = QJsonDocument::fromJson(outcome.output.split('\n').first()).object();
    QCOMPARE(given.value("body"_L1).toString(), hostileBody);
    const QString sent = u"Basic "_s + QString::fromLatin1(QByteArray("ada:p$w").toBase64());
    QVERIFY2(given.value("headers"_L1).toArray().contains(QJsonArray{u"Authorization"_s, sent}),
             outcome.output.constData());
}

void tst_RequestSnippets::goImportsWhatItUses()
{
    const QString bearer = written(u"go", requestFor(AuthType::Bearer));
    QVERIFY2(bearer.contains("\t\"os\"\n"_L1) && bearer.contains("os.Getenv(\"ORDERS_AUTH_TOKEN\")"_L1),
             qPrintable(bearer));
    QVERIFY(bearer.contains("\t\"strings\"\n"_L1) && bearer.contains("strings.NewReader("_L1));
    const QString plain = written(u"go", requestFor(AuthType::None, "GET", {}));
    QVERIFY2(!plain.contains("\"os\""_L1) && !plain.contains("\"strings\""_L1), qPrintable(plain));
    SnippetRequest form = requestFor(AuthType::None, "POST", {});
    form.source.parts = {{u"a\""_s, u"1"_s, {}, {}, {}}};
    const QString text = written(u"go", form);
    QVERIFY2(!text.contains("\"os\""_L1) && text.contains("\"mime/multipart\""_L1), qPrintable(text));
    QVERIFY2(text.contains("\tadd(form, \"form-data; name=\\\"a%22\\\"\", \"\", strings.NewReader(\"1\"))\n"_L1),
             qPrintable(text));
    QVERIFY(plain.contains("http.NewRequest(\"GET\", \"https://api.example.com/orders?status=open&q=it's\", nil)"_L1));
}

void tst_RequestSnippets::cppIsRight()
{
    const Interpreter compiler{QStringLiteral(FUSEBOARD_COMPILER),
                               QStringLiteral(FUSEBOARD_COMPILE_FLAGS).split(u'|', Qt::SkipEmptyParts),
                               {}};
    if (!compiler.exists() || compiler.arguments.isEmpty())
        QSKIP("Only compilers that understand GCC's options are asked.");
    const QString text = written(u"cpp", requestFor(AuthType::Bearer));
    QVERIFY2(text.contains("\"token\": \"${env:ORDERS_AUTH_TOKEN}\""_L1), qPrintable(text));
    const auto outcome = compiler.run(text.toUtf8());
    QVERIFY2(outcome.ended, outcome.errors.constData());
    SnippetRequest bytes = requestFor(AuthType::None);
    bytes.isBodyText = false;
    const QString ofBytes = written(u"cpp", bytes);
    QVERIFY2(ofBytes.contains("body.bin"_L1), qPrintable(ofBytes));
    const auto outcomeOfBytes = compiler.run(ofBytes.toUtf8());
    QVERIFY2(outcomeOfBytes.ended, outcomeOfBytes.errors.constData());
    QVERIFY2(ofBytes.startsWith("// Not in here: the body. It is read from body.bin"_L1), qPrintable(ofBytes));
    SnippetRequest form = requestFor(AuthType::None);
    form.source.parts = {{u"a \"ü\""_s, u"b%2"_s + QChar::Null, {}, {}, {}},
                         {u"f"_s, {}, u"/ö/x.png"_s, u"x.png"_s, u"image/png"_s}};
    const QString ofParts = written(u"cpp", form);
    const auto outcomeOfParts = compiler.run(ofParts.toUtf8());
    QVERIFY2(outcomeOfParts.ended, (outcomeOfParts.errors + ofParts.toUtf8()).constData());
    form.source = {{}, u"/ö/x.png"_s};
    const auto outcomeOfFile = compiler.run(written(u"cpp", form).toUtf8());
    QVERIFY2(outcomeOfFile.ended, outcomeOfFile.errors.constData());
    const QString withNul = written(u"cpp", requestFor(AuthType::None, "POST", u"a%2"_s + QChar::Null + u'b'));
    QVERIFY2(withNul.contains("Body(QByteArray(\"a%2\\000b\", 5))"_L1), qPrintable(withNul));
}

QTEST_GUILESS_MAIN(tst_RequestSnippets)
#include "tst_requestsnippets.moc"
