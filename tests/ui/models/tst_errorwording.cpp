// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errorwording.h"
#include "models/timelinewording.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <iterator>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int lastKind = int(ErrorKind::FunctionFailed);
constexpr int lastDetail = int(ErrorDetail::WriteFailed);

/// To which kind the details belong, by their order: a new one in a group is covered without a row here.
struct DetailGroup
{
    ErrorDetail last;
    ErrorKind kind;
};

constexpr DetailGroup detailGroups[] = {
    {ErrorDetail::ProxyNotFound, ErrorKind::Refused},
    {ErrorDetail::ResendPrevented, ErrorKind::Reset},
    {ErrorDetail::EndedAsleep, ErrorKind::AttemptTimeout},
    {ErrorDetail::TlsUnavailable, ErrorKind::Tls},
    {ErrorDetail::BadContentEncoding, ErrorKind::Protocol},
    {ErrorDetail::DecompressionBomb, ErrorKind::TooLarge},
    {ErrorDetail::CredentialsInBody, ErrorKind::RedirectBlocked},
    {ErrorDetail::ServerPauseTooLong, ErrorKind::RateLimited},
    {ErrorDetail::ForcedOpen, ErrorKind::CircuitOpen},
    {ErrorDetail::LoginRequired, ErrorKind::AuthFailed},
    {ErrorDetail::ClientMoved, ErrorKind::Cancelled},
    {ErrorDetail::PlainSecret, ErrorKind::ConfigInvalid},
    {ErrorDetail::WriteFailed, ErrorKind::Storage},
};

ErrorKind kindOf(ErrorDetail detail)
{
    return std::find_if(std::begin(detailGroups), std::end(detailGroups),
                        [detail](const DetailGroup &group) { return detail <= group.last; })
        ->kind;
}

QList<Error> allErrors(const QString &subject)
{
    QList<Error> errors;
    for (int kind = 0; kind <= lastKind; ++kind)
        errors << Error(ErrorKind(kind), ErrorDetail::None, subject);
    for (int detail = 1; detail <= lastDetail; ++detail) {
        // The limit of a body is the only cause of its kind but for the bomb: its words are those of the kind.
        if (ErrorDetail(detail) != ErrorDetail::BodyLimit)
            errors << Error(kindOf(ErrorDetail(detail)), ErrorDetail(detail), subject);
    }
    return errors;
}

Error withFigures(Error error)
{
    error.limit = 10s;
    error.wait = 42s;
    error.bytes = 100'000'000;
    error.count = 12;
    error.httpStatus = 503;
    return error;
}

/// Names as they stand in the code or in JSON, which nobody should have to read. Fields of the configuration that a
/// sentence tells to change are meant to be found in it.
bool holdsRawName(QString text)
{
    for (const QString &field : {u"max_response_bytes"_s, u"max_redirects"_s, u"max_wait"_s, u"max_queue"_s,
                                 u"max_server_delay"_s, u"burst_size"_s})
        text.remove(field);
    static const QRegularExpression rawName(u"[a-z]_[a-z]|\\b[A-Z][a-z]+[A-Z][a-z]+|%[1-9]"_s);
    return rawName.match(text).hasMatch();
}

bool isWholeSentence(const QString &text)
{
    return text.size() > 15 && text.endsWith(u'.') && !text.contains(u'\n') && !text.contains(u"  ")
        && !text.contains(u"..");
}

} // namespace

class TestErrorWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyCauseHasWordsOfItsOwn_data();
    void everyCauseHasWordsOfItsOwn();
    void kindsHaveTitlesOfTheirOwn();
    void goldens_data();
    void goldens();
    void missingSecretsSayWhatToDo();
    void faults_data();
    void whatMayBeCarriedOutIsCheckedFirst();
    void faults();
    void fileFaultsNameTheFile();
    void statusesHaveAdvice();
    void M13_hostileSubjectsStayOnOneLine();
};

void TestErrorWording::everyCauseHasWordsOfItsOwn_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<bool>("figures");
    QTest::newRow("nothing known") << QString() << false;
    QTest::newRow("only figures known") << QString() << true;
    QTest::newRow("only a subject known") << u"api.example.com"_s << false;
    QTest::newRow("all known") << u"api.example.com"_s << true;
}

void TestErrorWording::everyCauseHasWordsOfItsOwn()
{
    QFETCH(QString, subject);
    QFETCH(bool, figures);
    QSet<QString> seen;
    for (const Error &bare : allErrors(subject)) {
        const Error error = figures ? withFigures(bare) : bare;
        const QString text = wording::sentence(error);
        const QByteArray name = errorKindName(error.kind).toString().toUtf8() + ' '
            + errorDetailName(error.detail).toString().toUtf8() + ": " + text.toUtf8();
        QVERIFY2(isWholeSentence(text), name.constData());
        QVERIFY2(!holdsRawName(text), name.constData());
        QVERIFY2(text[0] == text[0].toUpper() || text.startsWith(subject), name.constData());
        QVERIFY2(!seen.contains(text), name.constData());
        seen.insert(text);
    }
}

void TestErrorWording::kindsHaveTitlesOfTheirOwn()
{
    QSet<QString> seen;
    for (int kind = 0; kind <= lastKind; ++kind) {
        const QString title = wording::title(ErrorKind(kind));
        QVERIFY(!title.isEmpty() && title.size() < 25);
        QVERIFY2(!holdsRawName(title), title.toUtf8().constData());
        seen.insert(title);
    }
    QCOMPARE(seen.size(), lastKind + 1);
    Error status(ErrorKind::HttpStatus);
    status.httpStatus = 404;
    QCOMPARE(wording::title(status), u"404 Not Found"_s);
    // Nobody has tried to sign in there.
    QCOMPARE(wording::title(Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"orders/auth.token"_s)),
             u"Secret missing"_s);
    QCOMPARE(wording::title(Error(ErrorKind::AuthFailed, ErrorDetail::SecretUnusable, u"orders/auth.token"_s)),
             u"Secret not usable"_s);
}

void TestErrorWording::goldens_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("text");

    QTest::newRow("refused")
        << Error(ErrorKind::Refused, ErrorDetail::None, u"127.0.0.1:9"_s)
        << u"127.0.0.1:9 refused the connection. Check that the server is running and the port is right."_s;
    QTest::newRow("dns")
        << Error(ErrorKind::Dns, ErrorDetail::None, u"api.exmaple.com"_s)
        << u"The server name api.exmaple.com was not found. Check its spelling and the network connection."_s;
    const auto refusal = [](ErrorDetail detail, const QString &subject, const QString &word,
                            ErrorKind kind = ErrorKind::AuthFailed) {
        Error error(kind, detail, subject);
        error.value = word;
        return error;
    };
    QTest::newRow("proxy")
        << refusal(ErrorDetail::ProxyFailed, u"api.example.com:443"_s, u"proxy.example:3128"_s, ErrorKind::Refused)
        << u"The proxy proxy.example:3128 did not let the connection to api.example.com:443 through. Check that it is running, and its address and credentials in the client's settings."_s;
    QTest::newRow("proxy that is not found")
        << refusal(ErrorDetail::ProxyNotFound, u"api.example.com:443"_s, u"proxy.example:3128"_s, ErrorKind::Refused)
        << u"The proxy proxy.example:3128 for api.example.com:443 cannot be found or reached from this network. Check the network connection, and the proxy's address in the client's settings."_s;
    const auto noToken = [&](const char *name, const QString &word, int status, const QString &why) {
        Error error = refusal(ErrorDetail::TokenEndpointFailed, u"auth.example.com:443"_s, word);
        error.httpStatus = status;
        const QString text = u"No access token could be had from auth.example.com:443, so nothing was sent%1"_s;
        const QString advice = u": %1. Check the addresses in the client's auth section, or try again later."_s;
        QTest::newRow(name) << error << text.arg(why.isEmpty() ? u"."_s : advice.arg(why));
    };
    noToken("token endpoint refuses", u"refused"_s, 0, u"nobody listens there"_s);
    noToken("token endpoint not found", u"dns"_s, 0, u"no server of that name was found"_s);
    noToken("token endpoint without TLS", u"tls"_s, 0, u"no secure connection to it could be made"_s);
    noToken("token endpoint silent", u"attempt_timeout"_s, 0, u"it did not answer in time"_s);
    noToken("token endpoint closes", u"reset"_s, 0, u"it closed the connection"_s);
    noToken("token endpoint in trouble", {}, 503, u"it answered 503 Service Unavailable"_s);
    noToken("token endpoint, unknown why", {}, 0, {});
    QTest::newRow("S04 another certificate")
        << Error(ErrorKind::Tls, ErrorDetail::CertificateNotPinned, u"api.example.com:443"_s)
        << u"api.example.com:443 shows another certificate than the one that is pinned in the client's TLS settings, so nothing was sent. If the server was given a new one, pin that; if nobody knows of it, somebody may stand in between."_s;
    QTest::newRow("other issuer")
        << refusal(ErrorDetail::CredentialsRejected, {}, u"iss"_s)
        << u"The answer of the sign-in page does not come from the issuer in the client's auth section, so it was not used. Check the issuer; if it is right, somebody has changed the answer."_s;
    QTest::newRow("user refused")
        << refusal(ErrorDetail::CredentialsRejected, {}, u"access_denied"_s)
        << u"The sign-in was refused. Sign in again, and agree to what the page asks. The server says “access_denied”."_s;
    QTest::newRow("wrong client secret")
        << refusal(ErrorDetail::CredentialsRejected, u"auth.example.com"_s, u"invalid_client"_s)
        << u"auth.example.com does not accept the client's id and secret. Check both in its auth section. The server says “invalid_client”."_s;
    QTest::newRow("dead refresh token")
        << refusal(ErrorDetail::LoginRequired, u"app"_s, u"invalid_grant"_s)
        << u"The sign-in of orders-api has expired, was revoked, or its token was used elsewhere. Sign in again."_s;
    const auto remarked = [&](const char *name, ErrorDetail detail, const QString &word, const QString &text) {
        Error error = refusal(detail, u"auth.example.com"_s, word);
        error.httpStatus = 400;
        error.remark = u"Ask the “admin”"_s;
        QTest::newRow(name) << error << text;
    };
    remarked(
        "refused with its reason", ErrorDetail::CredentialsRejected, u"unauthorized_client"_s,
        u"The server did not accept auth.example.com. Check that it is right and has not expired. The server says “unauthorized_client: Ask the “admin””."_s);
    remarked(
        "refused with nothing but a reason", ErrorDetail::CredentialsRejected, {},
        u"The server did not accept auth.example.com. Check that it is right and has not expired. The server says “Ask the “admin””."_s);
    remarked(
        "dead refresh token with its reason", ErrorDetail::LoginRequired, u"invalid_grant"_s,
        u"The sign-in of orders-api has expired, was revoked, or its token was used elsewhere. Sign in again. The server says “invalid_grant: Ask the “admin””."_s);
    QTest::newRow("nobody signed in") << refusal(ErrorDetail::LoginRequired, u"app"_s, u"timeout"_s)
                                      << u"Nobody has signed in for orders-api within five minutes. Sign in again."_s;
    QTest::newRow("never signed in") << refusal(ErrorDetail::LoginRequired, u"app"_s, {})
                                     << u"The client orders-api needs somebody to sign in before it can send."_s;
    Error open(ErrorKind::CircuitOpen, ErrorDetail::FailuresReached);
    open.count = 12;
    open.wait = 42s;
    QTest::newRow("B08 open")
        << open
        << u"The circuit of orders-api is open after 12 failures. The next probe is allowed in 42 s (at 14:05:10)."_s;
    Error once = open;
    once.count = 1;
    once.wait = 1ms;
    QTest::newRow("B08 the last millisecond")
        << once
        << u"The circuit of orders-api is open after 1 failure. The next probe is allowed in 1 ms (at 14:04:28.0)."_s;
    QTest::newRow("expired")
        << Error(ErrorKind::Tls, ErrorDetail::CertificateExpired, u"old.example"_s)
        << u"The certificate of old.example has expired. Have it renewed on the server; check this computer's clock too."_s;
    QTest::newRow("F6 not valid yet, which is the clock's fault as a rule")
        << Error(ErrorKind::Tls, ErrorDetail::CertificateNotYetValid, u"new.example"_s)
        << u"The certificate of new.example is not valid yet. Check this computer's clock."_s;
    Error timeout(ErrorKind::ConnectTimeout, ErrorDetail::None, u"10.0.0.1:443"_s);
    timeout.limit = 10s;
    QTest::newRow("connect timeout")
        << timeout
        << u"No connection to 10.0.0.1:443 within 10 s. Check the address (http or https, host and port), or raise the connect timeout."_s;
    Error full(ErrorKind::RateLimited, ErrorDetail::QueueFull);
    full.count = 10'000;
    full.wait = 95s;
    QTest::newRow("L13 queue full")
        << full
        << u"The queue of orders-api is full: 10,000 calls wait for a token already. There is room in about 1 min 35 s (at 14:06:03); send less, or raise max_queue."_s;
    Error large(ErrorKind::TooLarge, ErrorDetail::BodyLimit, u"api.example.com"_s);
    large.bytes = 100'000'000;
    QTest::newRow("S06 too large")
        << large
        << u"The answer of api.example.com is larger than the 100 MB allowed. Ask for less, or raise max_response_bytes of the client."_s;
    Error status(ErrorKind::HttpStatus);
    status.httpStatus = 503;
    QTest::newRow("status")
        << status << u"The server answered 503 Service Unavailable. The fault lies with the server; try again later."_s;
    QTest::newRow("ssh") << Error(ErrorKind::Protocol, ErrorDetail::NotHttp, u"127.0.0.1:22"_s)
                         << u"127.0.0.1:22 does not speak HTTP. Check that the port is that of a web server."_s;
}

void TestErrorWording::goldens()
{
    QFETCH(Error, error);
    const wording::ErrorContext context{u"orders-api"_s, WallTime(14h + 4min + 28s)};
    QTEST(wording::sentence(error, context), "text");
}

void TestErrorWording::missingSecretsSayWhatToDo()
{
    const Error variable(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"${env:ORDERS_TOKEN}"_s);
    const auto sentence = u"The environment variable ORDERS_TOKEN is not set, so nothing was sent. Set it to the "
                          "secret and start again."_s;
    QCOMPARE(wording::sentence(variable), sentence);
    QCOMPARE(wording::sentence(variable, {{}, {}, true}), sentence);
    const Error kept(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"orders/auth.token"_s);
    QCOMPARE(wording::sentence(kept),
             u"Nothing was sent, because the secret “Token” of “orders” is missing. Type it in “Edit client…” or under "
             "“Secrets…” in the menu."_s);
    const Error unnamed(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"auth"_s);
    QVERIFY(wording::sentence(unnamed).startsWith(u"Nothing was sent, because a secret is missing."_s));
    const Error header(ErrorKind::AuthFailed, ErrorDetail::SecretUnusable, u"auth.custom_headers.X-Sign"_s);
    QVERIFY(wording::sentence(header).startsWith(
        u"Nothing was sent, because the secret “Header X-Sign” cannot be used: it is empty or holds"_s));
    const Error locked(ErrorKind::Storage, ErrorDetail::KeychainLocked, u"a/b/proxy.password"_s);
    QVERIFY(wording::sentence(locked).contains(u"so the secret “Password of the proxy” of “"_s));
    Error memory = kept;
    memory.value = u"no_keychain"_s;
    QVERIFY(wording::sentence(memory).contains(u"which keep it until you quit"));
    const QString onCommandLine = wording::sentence(kept, {{}, {}, true});
    QVERIFY(onCommandLine.contains(u"which the command line cannot open"));
    QVERIFY(onCommandLine.contains(u"Write \"${env:NAME}\" in its place in the client's file"));
}

void TestErrorWording::faults_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<ConfigFault>("fault");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const ConfigFault &fault, const QString &text) {
        QTest::newRow(name) << fault << text;
    };

    row("range",
        {ErrorDetail::OutOfRange, u"retry.max_retries"_s, u"-1"_s, AllowedValues::wholeNumber(0, 1000), 12, 20},
        u"retry.max_retries is -1; allowed is 0 … 1000 (line 12, column 20)."_s);
    row("no place", {ErrorDetail::OutOfRange, u"timeout"_s, u"NaN"_s, AllowedValues::number(0.001, 86'400), 0, 0},
        u"timeout is NaN; allowed is 0.001 … 86400."_s);
    row("secret value is not told", {ErrorDetail::OutOfRange, u"auth.token"_s, {}, {}, 4, 0},
        u"auth.token has a value that is not allowed (line 4)."_s);
    row("name of a variable", {ErrorDetail::OutOfRange, u"variables.ho…"_s, {}, {AllowedKind::VariableName}, 5, 9},
        u"variables.ho… has a name that is not allowed; allowed is a name of letters, digits, _ . - (line 5, column 9)."_s);
    row("type", {ErrorDetail::WrongType, u"timeout"_s, u"\"ten\""_s, AllowedValues::number(0.001, 86'400), 3, 14},
        u"timeout is \"ten\", which has the wrong type; expected: number, 0.001 … 86400 (line 3, column 14)."_s);
    row("missing", {ErrorDetail::Missing, u"base_url"_s, {}, {}, 0, 0}, u"base_url is missing."_s);
    row("unknown word",
        {ErrorDetail::UnknownName, u"retry.strategy"_s, u"cubic"_s,
         AllowedValues::ofWords(AllowedKind::Words, {u"fixed"_s, u"linear"_s, u"exponential"_s}), 5, 17},
        u"retry.strategy is cubic, which is not a known name; allowed is fixed | linear | exponential (line 5, column 17)."_s);
    row("unknown field", {ErrorDetail::UnknownName, u"retry.max_retreis"_s, {}, {}, 5, 5},
        u"retry.max_retreis is not a known field (line 5, column 5)."_s);
    row("duplicate", {ErrorDetail::Duplicate, u"name"_s, {}, {AllowedKind::OnceEach}, 3, 3},
        u"name occurs more than once; allowed is each name once (line 3, column 3)."_s);
    row("duplicate code",
        {ErrorDetail::Duplicate, u"retry.retry_status_codes[2]"_s, u"503"_s, {AllowedKind::OnceEachCode}, 5, 40},
        u"retry.retry_status_codes[2] is 503, which occurs more than once; allowed is each code once (line 5, column 40)."_s);
    row("duplicate of a request", {ErrorDetail::Duplicate, u"Content-Type"_s, {}, {}, 0, 0},
        u"Content-Type occurs more than once. Write it once."_s);
    row("file twice", {ErrorDetail::Duplicate, {}, u"Day.json"_s, {AllowedKind::OnceInAnyCase}, 0, 0},
        u"The file is Day.json, which occurs more than once; allowed is each name once, whatever its case."_s);
    row("K1 truncated", {ErrorDetail::Syntax, {}, {}, AllowedValues::ofWords(AllowedKind::Sign, {u"}"_s}), 7, 1},
        u"The file is not valid JSON: } is expected (line 7, column 1)."_s);
    row("K1 comma before }",
        {ErrorDetail::Syntax, {}, u","_s, AllowedValues::ofWords(AllowedKind::Sign, {u"}"_s}), 4, 16},
        u"The file is not valid JSON: a comma stands before the closing } (line 4, column 16). Remove it."_s);
    row("K1 comma before ]",
        {ErrorDetail::Syntax, u"auth.scopes"_s, u","_s, AllowedValues::ofWords(AllowedKind::Sign, {u"]"_s}), 4, 16},
        u"auth.scopes is not valid JSON: a comma stands before the closing ] (line 4, column 16). Remove it."_s);
    row("K1 no comma between fields", {ErrorDetail::Syntax, {}, {}, {AllowedKind::FieldBehindComma}, 2, 16},
        u"The file is not valid JSON: a comma is missing between two fields (line 2, column 16)."_s);
    row("K1 no comma between values", {ErrorDetail::Syntax, {}, {}, {AllowedKind::ValueBehindComma}, 2, 16},
        u"The file is not valid JSON: a comma is missing between two values (line 2, column 16)."_s);
    row("K1 comment", {ErrorDetail::Syntax, {}, u"//"_s, {AllowedKind::QuotedName}, 2, 16},
        u"The file is not valid JSON: there is a comment, //, where a name in double quotes is expected (line 2, column 16). JSON has none: remove it."_s);
    row("K4 newer",
        {ErrorDetail::OutOfRange, u"format"_s, u"2"_s, AllowedValues::ofWords(AllowedKind::Words, {u"1"_s}), 1, 12},
        u"format is 2 (line 1, column 12): a newer version of Fuseboard wrote the file, and this one reads 1. Use that version."_s);
    row("file that a client needs", {ErrorDetail::NotFound, u"tls.ca_file"_s, u"/ca.pem"_s, {}, 0, 0},
        u"tls.ca_file is /ca.pem, which does not exist. Check the path."_s);
    row("file that a client may not open", {ErrorDetail::NoPermission, u"tls.client_key"_s, u"/key.pem"_s, {}, 0, 0},
        u"tls.client_key is /key.pem, which may not be opened. Check its permissions."_s);
    row("K1 empty", {ErrorDetail::Syntax, {}, {}, {AllowedKind::Document}, 1, 1},
        u"The file is empty; expected: { … }."_s);
    row("K3 nesting below a long path",
        {ErrorDetail::TooDeep,
         u"x"_s + u"[1]"_s.repeated(60),
         {},
         AllowedValues::atMost(AllowedKind::Levels, 64),
         1,
         103},
        u"x"_s + u"[1]"_s.repeated(26) + u"[… is nested too deeply; allowed is 64 levels (line 1, column 103)."_s);
    row("A23 variable", {ErrorDetail::VariableMissing, u"headers.X-Tag"_s, u"team"_s, {}, 0, 0},
        u"The variable team in headers.X-Tag has no value. Give it one in the environment, or write the value in its place."_s);
    row("A23 in a path parameter", {ErrorDetail::VariableMissing, u"path_params.id"_s, u"order"_s, {}, 0, 0},
        u"The variable order in “:id” of the path has no value. Give it one in the environment, or write the value in its place."_s);
    row("path parameter", {ErrorDetail::Missing, u"path_params.id"_s, {}, {}, 0, 0},
        u"The path parameter “:id” has no value. Give it one, or switch it off to send the path as it stands."_s);
    row("name of one in a file", {ErrorDetail::Missing, u"path_params[0].name"_s, {}, {}, 4, 5},
        u"path_params[0].name is missing (line 4, column 5)."_s);
    row("A23 secret", {ErrorDetail::SecretMissing, u"auth.token"_s, u"token"_s, {}, 0, 0},
        u"The secret of the variable token in auth.token is not there. Enter it in the environment."_s);
    row("A23 of the system",
        {ErrorDetail::SecretMissing, u"url"_s, u"page"_s, AllowedValues::ofWords(AllowedKind::Words, {u"PAGE_NAME"_s}),
         0, 0},
        u"The variable page in url is taken from the environment variable PAGE_NAME, which is not set. Set it before "
        u"Fuseboard starts, or give the variable another value in the environment."_s);
    row("A23 circle",
        {ErrorDetail::Cycle, u"url"_s, u"a"_s, AllowedValues::ofWords(AllowedKind::Circle, {u"a"_s, u"b"_s, u"a"_s}), 0,
         0},
        u"a in url leads back to itself: a → b → a. Break the circle."_s);
    row("A23 circle of parents",
        {ErrorDetail::Cycle, u"parent"_s, u"a"_s, AllowedValues::ofWords(AllowedKind::Circle, {u"b"_s, u"a"_s, u"b"_s}),
         2, 5},
        u"a in parent leads back to itself: b → a → b (line 2, column 5). Break the circle."_s);
    row("file", {ErrorDetail::FileOutside, u"body_file"_s, u"/x/id_rsa"_s, {}, 0, 0},
        u"body_file sends /x/id_rsa, which is outside of the workspace. Put it into the workspace."_s);
    row("file by an answer", {ErrorDetail::FileFromAnswer, u"body_file"_s, u"name"_s, {}, 0, 0},
        u"The variable name comes from an answer, which must not choose the file that body_file sends. Write its path."_s);
    row("plain secret", {ErrorDetail::PlainSecret, u"auth.token"_s, {}, {}, 4, 9},
        u"auth.token holds a secret as plain text (line 4, column 9). Write \"${env:NAME}\" in its place to take it from an environment variable."_s);
    row("plain secret where only variables help",
        {ErrorDetail::PlainSecret, u"default_headers.X-API-Key"_s, {}, {AllowedKind::VariableReference}, 4, 9},
        u"default_headers.X-API-Key holds a secret as plain text (line 4, column 9). Write a variable like {{name}} in its place, and its value into an environment."_s);
    row("from an older history",
        {ErrorDetail::OutOfRange, u"timeout"_s, u"0"_s, AllowedValues::ofWords(AllowedKind::Told, {u"0.001 … 86400"_s}),
         0, 0},
        u"timeout is 0; allowed is 0.001 … 86400."_s);
    row("K3 nesting", {ErrorDetail::TooDeep, {}, {}, AllowedValues::atMost(AllowedKind::Depth, 64), 1, 65},
        u"The file is nested too deeply; allowed is 64 (line 1, column 65)."_s);
    row("K2 encoding", {ErrorDetail::NotUtf8, {}, {}, {}, 2, 8},
        u"The file is not UTF-8 text (line 2, column 8). Save it as UTF-8."_s);
    row("K2 byte", {ErrorDetail::NotUtf8, {}, u"0xFC"_s, {AllowedKind::Utf8}, 2, 8},
        u"The file is not UTF-8 text: it holds 0xFC (line 2, column 8). Save it as UTF-8."_s);
    row("contradiction",
        {ErrorDetail::Contradiction, u"timeout"_s, u"30"_s,
         AllowedValues::ofWords(AllowedKind::AtMostField, {u"total_timeout"_s}), 6, 3},
        u"timeout is 30, which contradicts another field; allowed is at most total_timeout (line 6, column 3)."_s);
    row("contradiction of files",
        {ErrorDetail::Contradiction, u"multipart[0].file"_s, u"\"a\u202e.txt\""_s,
         AllowedValues::ofWords(AllowedKind::EitherField, {u"value"_s, u"file"_s}), 0, 0},
        u"multipart[0].file is \"a\\u{202e}.txt\", which contradicts another field; allowed is value or file."_s);
    row("contradiction beyond what is shown", {ErrorDetail::Contradiction, u"file"_s, u"x"_s.repeated(300), {}, 0, 0},
        u"file is "_s + u"x"_s.repeated(200) + u"…, which contradicts another field."_s);
    row("contradiction in a secret",
        {ErrorDetail::Contradiction, u"auth.extra_params.client_id"_s, {}, {AllowedKind::FreeName}, 5, 95},
        u"auth.extra_params.client_id contradicts another field: it must be a name that has no field of its own "
        u"(line 5, column 95)."_s);
    row("A3 another server", {ErrorDetail::OtherOrigin, u"url"_s, u"https://evil.example:443"_s, {}, 0, 0},
        u"https://evil.example:443 is another server than the client's, and its credentials must not go there. Write a "
        u"path, or use a client for that server."_s);
    row("address", {ErrorDetail::BadUrl, u"base_url"_s, u"ftp://x"_s, {}, 2, 15},
        u"base_url is ftp://x, which is not a usable address (line 2, column 15). Write a whole http or https address."_s);
    row("S03 header name with a blank", {ErrorDetail::BadHeaderName, u"headers"_s, u"X…"_s, {}, 0, 0},
        u"X… in headers is no header name: behind that it has a blank, or another character that no header's name may "
        u"have. Correct it, or remove the header."_s);
    row("S03 header name", {ErrorDetail::BadHeaderName, u"default_headers"_s, u"X Bad"_s, {}, 9, 5},
        u"X Bad in default_headers is not a header name that may be set (line 9, column 5). Remove the header."_s);
}

void TestErrorWording::whatMayBeCarriedOutIsCheckedFirst()
{
    const QString warning =
        u" But check first whether the server has carried it out: this method is not safe to repeat."_s;
    TimelineEntry attempt;
    attempt.error = Error(ErrorKind::Reset, ErrorDetail::ClosedInBody, u"api.example:80"_s);
    attempt.sendings = 1;
    TimelineEntry end;
    end.kind = TimelineKind::GaveUp;
    const Timeline story{attempt, end};
    QVERIFY(wording::mayBeCarriedOut(story, "POST"));
    QVERIFY(!wording::mayBeCarriedOut(story, "PUT"));
    QVERIFY(!wording::mayBeCarriedOut({}, "POST"));
    attempt.sendings = 0;
    QVERIFY(!wording::mayBeCarriedOut({attempt}, "POST"));
    wording::ErrorContext context;
    const QString plain = wording::sentence(*attempt.error, context);
    context.mayBeCarriedOut = true;
    QCOMPARE(wording::sentence(*attempt.error, context), plain + warning);
    const Error refused(ErrorKind::Refused);
    QVERIFY(!wording::sentence(refused, context).contains(warning));
    attempt.error->detail = ErrorDetail::NoConnectionFree; // the one that came late may have carried it
    QVERIFY(wording::sentence(*attempt.error, context).endsWith(warning));
    attempt.error->detail = ErrorDetail::ResendPrevented; // says so by itself
    QVERIFY(!wording::sentence(*attempt.error, context).contains(warning));
}

void TestErrorWording::faults()
{
    QFETCH(ConfigFault, fault);
    QTEST(wording::sentence(fault), "text");
}

void TestErrorWording::fileFaultsNameTheFile()
{
    Error error(ErrorKind::ConfigInvalid);
    error.faults = {{ErrorDetail::Missing, u"name"_s, {}, {}, 0, 0},
                    {ErrorDetail::Missing, u"base_url"_s, {}, {}, 0, 0}};
    QCOMPARE(wording::faultSentences(error, u"orders.json"_s),
             QStringList({u"orders.json: name is missing."_s, u"orders.json: base_url is missing."_s}));
    QCOMPARE(wording::sentence(error), u"name is missing. base_url is missing."_s);

    const Error missing(ErrorKind::Storage, ErrorDetail::NotFound, u"orders.json"_s);
    QCOMPARE(wording::faultSentences(missing, u"orders.json"_s),
             QStringList({u"orders.json does not exist. Check the path."_s}));

    const auto unsaved = [](ErrorDetail detail) {
        return wording::saveFailure(Error(ErrorKind::Storage, detail, u"orders.json"_s));
    };
    QCOMPARE(unsaved(ErrorDetail::NoPermission),
             u"orders.json may not be written. Allow writing to it and to its folder."_s);
    QCOMPARE(unsaved(ErrorDetail::NotAFile),
             u"A link or a folder stands at orders.json, and is not replaced. Move it away."_s);
    QCOMPARE(unsaved(ErrorDetail::NotFound), u"The folder of orders.json is not there any more. Bring it back."_s);
    QCOMPARE(unsaved(ErrorDetail::DiskFull), u"There is no room on the disk for orders.json. Free some space."_s);

    Error big(ErrorKind::ConfigInvalid, ErrorDetail::TooBig, u"orders.json"_s);
    big.bytes = 10'000'000;
    QCOMPARE(wording::faultSentences(big), QStringList({u"orders.json is too big; allowed is 10 MB."_s}));
}

void TestErrorWording::statusesHaveAdvice()
{
    for (int status = 100; status < 600; ++status) {
        QVERIFY(wording::statusText(status).startsWith(QString::number(status)));
        QCOMPARE(wording::statusAdvice(status).isEmpty(), status < 400);
    }
    QCOMPARE(wording::statusText(299), u"299"_s);
    QCOMPARE(wording::statusText(418), u"418 I'm a teapot"_s);
}

void TestErrorWording::M13_hostileSubjectsStayOnOneLine()
{
    const QString hostile = u"evil\n%1 %2\x1b]52;c;x\u202e<img src=file:///etc/passwd>"_s;
    for (const Error &bare : allErrors(hostile)) {
        const QString text = wording::sentence(withFigures(bare));
        QVERIFY2(!text.contains(u'\n') && !text.contains(QChar(0x1b)) && !text.contains(QChar(0x202e)),
                 text.toUtf8().constData());
    }
    QVERIFY(wording::sentence(Error(ErrorKind::Refused, ErrorDetail::None, u"a%1b"_s)).startsWith(u"a%1b refused"));
}

QTEST_GUILESS_MAIN(TestErrorWording)
#include "tst_errorwording.moc"
