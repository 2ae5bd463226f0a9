// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/credentialredactor.h"
#include "auth/tokenreader.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using D = ErrorDetail;

namespace {

Response tokenAnswer(int status, const QByteArray &body, const QByteArray &type = "application/json")
{
    Response answer;
    answer.status = status;
    answer.body = body;
    answer.url = QUrl(u"https://auth.example.com/token"_s);
    if (!type.isEmpty())
        answer.headers.append("Content-Type", type);
    return answer;
}

Result<TokenSet> readToken(const Response &answer)
{
    return TokenReader(MonotonicTime(5s), WallTime(7s)).read(answer);
}

QByteArray withMember(const QByteArray &member)
{
    return R"({"access_token":"a","token_type":"Bearer")" + (member.isEmpty() ? member : ',' + member) + '}';
}

} // namespace

class TestTokenReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeAnswer();
    void lifetimes_data();
    void lifetimes();
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void C21_remarksAreTold_data();
    void C21_remarksAreTold();
    void C21_retryAfterIsTold();
    void C20_reducedScopesAreToldAndNotFatal();
};

void TestTokenReader::wholeAnswer()
{
    const auto tokens = readToken(tokenAnswer(
        200, R"({"access_token":"AT","token_type":"Bearer","expires_in":3600,"refresh_token":"RT","scope":"a b"})"));
    QVERIFY(tokens.ok());
    QCOMPARE(tokens->accessToken, u"AT"_s);
    QCOMPARE(tokens->refreshToken, u"RT"_s);
    QCOMPARE(tokens->scopes, QStringList({u"a"_s, u"b"_s}));
    QVERIFY(tokens->lifetime == Duration(3600s));
    QVERIFY(tokens->received == MonotonicTime(5s));
    QVERIFY(tokens->receivedWall == WallTime(7s));
}

void TestTokenReader::lifetimes_data()
{
    using Lifetime = std::optional<Duration>;
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<Lifetime>("lifetime");
    QTest::newRow("O06 missing") << QByteArray() << Lifetime();
    QTest::newRow("O06 zero") << QByteArray(R"("expires_in":0)") << Lifetime(0s);
    QTest::newRow("O06 negative") << QByteArray(R"("expires_in":-1)") << Lifetime(0s);
    QTest::newRow("O06 text") << QByteArray(R"("expires_in":"3600")") << Lifetime(3600s);
    QTest::newRow("O06 fraction") << QByteArray(R"("expires_in":3600.5)") << Lifetime(3600500ms);
    QTest::newRow("ADV-C15 a year at most") << QByteArray(R"("expires_in":1e12)") << Lifetime(24h * 365);
    QTest::newRow("ADV-C15 infinite text") << QByteArray(R"("expires_in":"inf")") << Lifetime(24h * 365);
    QTest::newRow("ADV-C15 true") << QByteArray(R"("expires_in":true)") << Lifetime();
    QTest::newRow("ADV-C15 null") << QByteArray(R"("expires_in":null)") << Lifetime();
    QTest::newRow("ADV-C15 no number") << QByteArray(R"("expires_in":"NaN")") << Lifetime();
    QTest::newRow("ADV-C15 words") << QByteArray(R"("expires_in":"an hour")") << Lifetime();
    QTest::newRow("ADV-C15 object") << QByteArray(R"("expires_in":{})") << Lifetime();
}

void TestTokenReader::lifetimes()
{
    QFETCH(QByteArray, member);
    QFETCH(std::optional<Duration>, lifetime);
    const auto tokens = readToken(tokenAnswer(200, withMember(member)));
    QVERIFY(tokens.ok());
    QVERIFY(tokens->lifetime == lifetime);
}

void TestTokenReader::accepted_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("ADV-C17 form") << QByteArray("access_token=a&token_type=bearer&scope=x+y")
                                  << QByteArray("application/x-www-form-urlencoded; charset=utf-8");
    QTest::newRow("ADV-C17 byte order mark") << "\xef\xbb\xbf" + withMember({}) << QByteArray("application/json");
    QTest::newRow("ADV-C17 no type") << withMember({}) << QByteArray();
    QTest::newRow("ADV-C19 loud") << QByteArray(R"({"access_token":"a","token_type":"BEARER"})")
                                  << QByteArray("application/json");
    QTest::newRow("refresh null") << withMember(R"("refresh_token":null)") << QByteArray("application/json");
    QTest::newRow("refresh empty") << withMember(R"("refresh_token":"")") << QByteArray("application/json");
}

void TestTokenReader::accepted()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    const auto tokens = readToken(tokenAnswer(200, body, type));
    QVERIFY(tokens.ok());
    QCOMPARE(tokens->accessToken, u"a"_s);
    QVERIFY(tokens->refreshToken.isEmpty());
}

void TestTokenReader::refused_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::addColumn<QString>("value");
    const QByteArray json = "application/json";
    const auto unusable = [&json](const char *name, const QByteArray &body) {
        QTest::newRow(name) << 200 << body << json << D::TokenUnusable << u"application/json"_s;
    };
    const auto token = [&unusable](const char *name, const QByteArray &value) {
        unusable(name, R"({"token_type":"bearer","access_token":)" + value + '}');
    };
    token("ADV-C18 empty", R"("")");
    token("ADV-C18 number", "5");
    token("ADV-C18 line break", R"("a\r\nX-Evil: 1")");
    token("ADV-C18 NUL", R"("a\u0000b")");
    token("ADV-C18 space", R"("a b")");
    token("ADV-C18 not ASCII", R"("\u00e9")");
    token("ADV-C18 64 KiB", '"' + QByteArray(64 * 1024, 'a') + '"');
    unusable("ADV-C18 absent", R"({"token_type":"bearer"})");
    unusable("ADV-C18 refresh with a line break", withMember(R"("refresh_token":"a\nb")"));
    unusable("ADV-C18 refresh number", withMember(R"("refresh_token":5)"));
    unusable("ADV-C19 mac", R"({"access_token":"a","token_type":"mac"})");
    unusable("ADV-C19 DPoP", R"({"access_token":"a","token_type":"DPoP"})");
    unusable("ADV-C19 missing", R"({"access_token":"a"})");
    unusable("ADV-C17 empty", "");
    unusable("ADV-C17 truncated", R"({"access_token":"a","token_ty)");
    unusable("ADV-C17 form without its type", "access_token=a&token_type=bearer");
    unusable("ADV-C17 deep nesting", QByteArray(100'000, '['));
    unusable("ADV-C17 five MiB", withMember("\"pad\":\"" + QByteArray(5 * 1024 * 1024, 'x') + '"'));
    unusable("ADV-C17 UTF-16", QByteArray("{\0\"\0a\0", 6));
    QTest::newRow("ADV-C17 login page") << 200 << QByteArray("<html>") << QByteArray("text/html; charset=utf-8")
                                        << D::TokenUnusable << u"text/html"_s;
    QTest::newRow("ADV-C17 type as an attack")
        << 200 << QByteArray("x") << QByteArray("a\x1b[31m") << D::TokenUnusable << QString();
    QTest::newRow("ADV-C17 error in a 200") << 200 << QByteArray(R"({"error":"bad_code","access_token":"a"})") << json
                                            << D::CredentialsRejected << u"bad_code"_s;
    QTest::newRow("ADV-C17 form error in a 200")
        << 200 << QByteArray("error=bad_code") << QByteArray("application/x-www-form-urlencoded")
        << D::CredentialsRejected << u"bad_code"_s;
    QTest::newRow("ADV-C17 error that is no word")
        << 200 << QByteArray(R"({"error":"<script>"})") << json << D::TokenUnusable << u"application/json"_s;
    QTest::newRow("ADV-C21 invalid_grant")
        << 400 << QByteArray(R"({"error":"invalid_grant"})") << json << D::CredentialsRejected << u"invalid_grant"_s;
    QTest::newRow("ADV-C21 401 without a word") << 401 << QByteArray() << json << D::CredentialsRejected << QString();
    QTest::newRow("ADV-C21 503") << 503 << QByteArray() << json << D::TokenEndpointFailed << QString();
    QTest::newRow("ADV-C21 busy by its word") << 400 << QByteArray(R"({"error":"temporarily_unavailable"})") << json
                                              << D::TokenEndpointFailed << u"temporarily_unavailable"_s;
    QTest::newRow("redirect") << 302 << withMember({}) << json << D::TokenUnusable << u"application/json"_s;
}

void TestTokenReader::refused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(ErrorDetail, detail);
    QFETCH(QString, value);
    const auto tokens = readToken(tokenAnswer(status, body, type));
    QVERIFY(!tokens.ok());
    QCOMPARE(tokens.error().kind, ErrorKind::AuthFailed);
    QCOMPARE(tokens.error().detail, detail);
    QCOMPARE(tokens.error().value, value);
    QCOMPARE(tokens.error().httpStatus, status);
    QCOMPARE(tokens.error().subject, u"auth.example.com"_s);
}

void TestTokenReader::C21_remarksAreTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("remark");
    QTest::newRow("ADV-C21 refused") << 400
                                     << QByteArray(R"({"error":"invalid_client","error_description":"No such app"})")
                                     << u"No such app"_s;
    QTest::newRow("ADV-C21 busy") << 503 << QByteArray(R"({"error":"server_error","error_description":"Come back"})")
                                  << u"Come back"_s;
    QTest::newRow("ADV-C21 no word") << 401 << QByteArray(R"({"error_description":"Who is that?"})")
                                     << u"Who is that?"_s;
    QTest::newRow("ADV-C21 control characters")
        << 400 << QByteArray("{\"error\":\"x\",\"error_description\":\"a\\u001b[31m\\r\\n b\\u202e\\u0000c\"}")
        << u"a [31m b c"_s;
    QTest::newRow("ADV-C21 no text") << 400 << QByteArray(R"({"error":"x","error_description":{"a":1}})") << QString();
}

void TestTokenReader::C21_remarksAreTold()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const auto tokens = readToken(tokenAnswer(status, body));
    QVERIFY(!tokens.ok());
    QTEST(CredentialRedactor().shown(tokens.error()).remark, "remark");
}

void TestTokenReader::C21_retryAfterIsTold()
{
    Response answer = tokenAnswer(429, {});
    answer.headers.append("Retry-After", " 17 ");
    QVERIFY(readToken(answer).error().wait == Duration(17s));
    answer.headers.set("Retry-After", "soon");
    QVERIFY(!readToken(answer).error().wait);
    answer.headers.set("Retry-After", "4294967296");
    QVERIFY(readToken(answer).error().wait == Duration(4'294'967'296s));
    answer.headers.set("Retry-After", "Tue, 24 Nov 2026 09:01:30 GMT");
    QVERIFY(!readToken(answer).error().wait);
    answer.headers.append("Date", "Tue, 24 Nov 2026 09:00:00 GMT");
    QVERIFY(readToken(answer).error().wait == Duration(90s));
}

void TestTokenReader::C20_reducedScopesAreToldAndNotFatal()
{
    const auto tokens = readToken(tokenAnswer(200, withMember(R"("scope":" read ")")));
    QVERIFY(tokens.ok());
    QCOMPARE(tokens->scopes, QStringList{u"read"_s});
}

QTEST_GUILESS_MAIN(TestTokenReader)
#include "tst_tokenreader.moc"
