// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/substitution.h"

#include <QTest>
#include <QUrl>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

using Texts = QList<QPair<QString, QString>>;

VariableScope scopeOf(const Texts &texts, const QStringList &secrets = {})
{
    EnvironmentConfig config;
    config.name = u"Test"_s;
    for (const auto &[name, text] : texts)
        config.variables.append({name, Variable::Source::Text, text});
    for (const QString &name : secrets)
        config.variables.append({name, Variable::Source::Keychain, {}});
    return {{{u"test"_s, config}}, u"test"_s};
}

QStringList told(const Substitution &substitution)
{
    QStringList lines;
    for (const ConfigFault &fault : substitution.faults())
        lines << QString(errorDetailName(fault.detail)) + u' ' + fault.value + u" in "_s + fault.path
                + (fault.allowed.isKnown() ? u": "_s + fault.allowed.words.join(u" → "_s) : QString());
    return lines;
}

} // namespace

class TestSubstitution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void urls_data();
    void urls();
    void urlsSurviveTheirParser();
    void A23_everyFaultIsNamed();
    void A23_circles_data();
    void A23_circles();
    void A23_secretsAreNotExpanded();
    void A23_secretFaults();
    void A23_theSystemsVariableIsNamed();
    void A23_bombsEnd();
    void A23_bombsOfFaultsEnd_data();
    void A23_bombsOfFaultsEnd();
    void A23_wideFaultsAreCarriedToAnEnd();
    void A23_repetitionsEnd();
    void A3_capturedValuesStayInTheirSegment_data();
    void A3_capturedValuesStayInTheirSegment();
    void filesAreNotChosenByAnswers();
    void laterDefinitionsCount();
};

void TestSubstitution::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("nothing") << u"plain {\"a\":{}}"_s << u"plain {\"a\":{}}"_s;
    QTest::newRow("one") << u"a {{status}} b"_s << u"a open b"_s;
    QTest::newRow("as written") << u"{{all}}"_s << u"a b&é#/\"%20"_s;
    QTest::newRow("nested") << u"{{base}}/x"_s << u"https://api.example/v1/x"_s;
    QTest::newRow("escaped") << u"\\{{status}}"_s << u"{{status}}"_s;
    QTest::newRow("escaped in a value") << u"{{literal}}"_s << u"{{status}}"_s;
    QTest::newRow("escaped backslash") << u"C:\\\\{{status}}"_s << u"C:\\\\open"_s;
    QTest::newRow("empty value") << u"[{{empty}}]"_s << u"[]"_s;
    QTest::newRow("side by side") << u"{{status}}{{status}}"_s << u"openopen"_s;
}

void TestSubstitution::texts()
{
    QFETCH(const QString, text);
    const VariableScope scope = scopeOf({{u"status"_s, u"open"_s},
                                         {u"all"_s, u"a b&é#/\"%20"_s},
                                         {u"host"_s, u"api.example"_s},
                                         {u"base"_s, u"https://{{host}}/v1"_s},
                                         {u"literal"_s, u"\\{{status}}"_s},
                                         {u"empty"_s, {}}});
    Substitution substitution(scope);
    QTEST(substitution.text(text, u"body"_s), "result");
    QCOMPARE(told(substitution), QStringList());
    QVERIFY(substitution.outcome().ok());
}

void TestSubstitution::urls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *id, const char16_t *text, const char16_t *value, const char16_t *result) {
        QTest::newRow(id) << QString::fromUtf16(text) << QString::fromUtf16(value) << QString::fromUtf16(result);
    };
    row("query blank", u"/o?a={{v}}", u"a b", u"/o?a=a%20b");
    row("query umlaut", u"/o?a={{v}}", u"é", u"/o?a=%C3%A9");
    row("query &", u"/o?a={{v}}&b=1", u"1&b=2", u"/o?a=1%26b%3D2&b=1");
    row("query #", u"/o?a={{v}}", u"#x", u"/o?a=%23x");
    row("query /", u"/o?a={{v}}", u"a/b", u"/o?a=a%2Fb");
    row("query %", u"/o?a={{v}}", u"100%41", u"/o?a=100%2541");
    row("query +", u"/o?a={{v}}", u"1+1", u"/o?a=1%2B1");
    row("query name", u"/o?{{v}}=1", u"a=b", u"/o?a%3Db=1");
    row("path blank", u"/o/{{v}}", u"a b", u"/o/a%20b");
    row("path umlaut", u"/o/{{v}}", u"é", u"/o/%C3%A9");
    row("path &", u"/o/{{v}}", u"a&b", u"/o/a&b");
    row("path #", u"/o/{{v}}", u"a#b", u"/o/a%23b");
    row("path ?", u"/o/{{v}}/x", u"a?b", u"/o/a%3Fb/x");
    row("path /", u"/o/{{v}}", u"2026/05", u"/o/2026/05");
    row("path escape", u"/o/{{v}}", u"a%2Fb", u"/o/a%2Fb");
    row("path lone %", u"/o/{{v}}", u"100%", u"/o/100%25");
    row("path line break", u"/o/{{v}}", u"a\r\nb", u"/o/a%0D%0Ab");
    row("host", u"https://{{v}}/x", u"api.example:8080", u"https://api.example:8080/x");
    row("IPv6", u"https://{{v}}/x", u"[::1]:8080", u"https://[::1]:8080/x");
    row("whole", u"{{v}}/x", u"https://api.example/v1", u"https://api.example/v1/x");
    row("whole with query", u"{{v}}&b={{v}}", u"/o?a=1", u"/o?a=1&b=%2Fo%3Fa%3D1");
    row("fragment", u"/o#{{v}}", u"a b", u"/o#a%20b");
    row("nested", u"/o?a={{n}}", u"a b", u"/o?a=%3Ca%20b%3E");
    row("surrogates", u"/o?a={{v}}", u"\U0001F600", u"/o?a=%F0%9F%98%80");
}

void TestSubstitution::urls()
{
    QFETCH(const QString, text);
    QFETCH(const QString, value);
    const VariableScope scope = scopeOf({{u"v"_s, value}, {u"n"_s, u"<{{v}}>"_s}});
    Substitution substitution(scope);
    QTEST(substitution.url(text, u"url"_s), "result");
    QVERIFY(substitution.outcome().ok());
}

void TestSubstitution::urlsSurviveTheirParser()
{
    const VariableScope scope = scopeOf({{u"v"_s, u"a b&é#/+%41"_s}});
    Substitution substitution(scope);
    const QUrl url(substitution.url(u"/o/{{v}}?q={{v}}&r=1"_s, u"url"_s), QUrl::TolerantMode);
    // %41 and A are one letter of a path (RFC 3986, 6.2.2.2).
    QCOMPARE(url.toEncoded(), "/o/a%20b&%C3%A9%23/+A?q=a%20b%26%C3%A9%23%2F%2B%2541&r=1");
    QVERIFY(!url.hasFragment());
}

void TestSubstitution::A23_everyFaultIsNamed()
{
    const VariableScope scope = scopeOf({{u"both"_s, u"{{one}} {{two}}"_s}, {u"good"_s, u"x"_s}});
    Substitution substitution(scope);
    QCOMPARE(substitution.url(u"/{{one}}/{{good}}"_s, u"url"_s), u"//x"_s);
    substitution.text(u"{{one}} {{one}} {{three}}"_s, u"body"_s);
    substitution.text(u"{{both}}"_s, u"headers[0].value"_s);
    QCOMPARE(told(substitution),
             QStringList({u"variable_missing one in url"_s, u"variable_missing one in body"_s,
                          u"variable_missing three in body"_s, u"variable_missing one in headers[0].value"_s,
                          u"variable_missing two in headers[0].value"_s}));
    const auto outcome = substitution.outcome();
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.error().kind, ErrorKind::ConfigInvalid);
    QCOMPARE(outcome.error().faults.size(), 5);
}

void TestSubstitution::A23_circles_data()
{
    QTest::addColumn<QList<QPair<QString, QString>>>("texts");
    QTest::addColumn<QString>("fault");
    QTest::newRow("itself") << Texts{{u"a"_s, u"{{a}}"_s}} << u"cycle a in url: a → a"_s;
    QTest::newRow("two") << Texts{{u"a"_s, u"{{b}}"_s}, {u"b"_s, u"x{{a}}"_s}} << u"cycle a in url: a → b → a"_s;
    QTest::newRow("behind") << Texts{{u"a"_s, u"{{b}}"_s}, {u"b"_s, u"{{b}}"_s}} << u"cycle b in url: b → b"_s;
}

void TestSubstitution::A23_circles()
{
    QFETCH(const Texts, texts);
    const VariableScope scope = scopeOf(texts);
    Substitution substitution(scope);
    substitution.url(u"/{{a}}"_s, u"url"_s);
    QCOMPARE(told(substitution).size(), 1);
    QTEST(told(substitution).first(), "fault");
}

void TestSubstitution::A23_secretsAreNotExpanded()
{
    VariableScope scope = scopeOf({{u"auth"_s, u"Bearer {{token}}"_s}, {u"a"_s, u"A"_s}}, {u"token"_s});
    scope.setSecret(u"token"_s, u"{{a}}\\{{a}}${env:HOME}"_s);
    Substitution substitution(scope);
    QCOMPARE(substitution.text(u"{{auth}}"_s, u"headers[0].value"_s), u"Bearer {{a}}\\{{a}}${env:HOME}"_s);
    QVERIFY(substitution.outcome().ok());
}

void TestSubstitution::A23_secretFaults()
{
    VariableScope scope = scopeOf({}, {u"later"_s, u"none"_s, u"bad"_s});
    scope.setSecret(u"none"_s, Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing));
    scope.setSecret(u"bad"_s, u"CANARY\r\nX-Evil: 1"_s);
    Substitution substitution(scope);
    substitution.text(u"{{later}}{{none}}{{bad}}"_s, u"body"_s);
    QCOMPARE(told(substitution),
             QStringList({u"secret_missing later in body"_s, u"secret_missing none in body"_s,
                          u"secret_unusable bad in body"_s}));
}

void TestSubstitution::A23_theSystemsVariableIsNamed()
{
    Environment environment{u"test"_s, {}};
    environment.config.variables = {{u"page"_s, Variable::Source::Environment, u"PAGE_NAME"_s}};
    VariableScope scope({environment}, environment.slug);
    scope.setSecret(u"page"_s, Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"PAGE_NAME"_s));
    Substitution substitution(scope);
    substitution.text(u"{{page}}"_s, u"url"_s);
    QCOMPARE(told(substitution), QStringList{u"secret_missing page in url: PAGE_NAME"_s});
}

void TestSubstitution::A23_bombsEnd()
{
    // Each doubles the next: 2^40 letters, or as many evaluations of nothing.
    for (const QString &last : {u"x"_s, QString()}) {
        Texts texts{{u"v0"_s, last}};
        for (int i = 1; i < 30; ++i)
            texts.append({u"v%1"_s.arg(i), u"{{v%1}}{{v%1}}"_s.arg(i - 1)});
        const VariableScope scope = scopeOf(texts);
        Substitution substitution(scope);
        substitution.text(u"{{v29}}"_s, u"body"_s);
        QCOMPARE(substitution.outcome().ok(), last.isEmpty());
    }
    Texts deep{{u"v0"_s, u"x"_s}};
    for (int i = 1; i < 5000; ++i)
        deep.append({u"v%1"_s.arg(i), u"{{v%1}}"_s.arg(i - 1)});
    const VariableScope scope = scopeOf(deep);
    Substitution substitution(scope);
    substitution.text(u"{{v4999}}"_s, u"body"_s);
    QCOMPARE(substitution.faults().value(0).detail, ErrorDetail::TooDeep);
}

void TestSubstitution::A23_bombsOfFaultsEnd_data()
{
    QTest::addColumn<QString>("innermost");
    QTest::addColumn<QStringList>("faults");
    QTest::newRow("missing") << u"{{none}}"_s << QStringList{u"variable_missing none in url"_s};
    QTest::newRow("a circle") << u"{{v0}}"_s << QStringList{u"cycle v0 in url: v0 → v0"_s};
    QTest::newRow("too big") << u"x"_s.repeated(60'000) << QStringList{u"too_big v3 in url"_s};
}

/// Each level has ten times as many of them.
void TestSubstitution::A23_bombsOfFaultsEnd()
{
    QFETCH(const QString, innermost);
    QFETCH(const QStringList, faults);
    Texts bomb{{u"v0"_s, innermost}};
    for (int i = 1; i < 30; ++i)
        bomb.append({u"v%1"_s.arg(i), u"{{v%1}}"_s.arg(i - 1).repeated(10)});
    const VariableScope scope = scopeOf(bomb);
    Substitution substitution(scope);
    substitution.url(u"/{{v29}}/{{v29}}"_s, u"url"_s);
    QCOMPARE(told(substitution), faults);
}

void TestSubstitution::A23_wideFaultsAreCarriedToAnEnd()
{
    QString missing;
    for (int i = 0; i < 1'000; ++i)
        missing += u"{{m%1}}"_s.arg(i);
    Texts wide{{u"v0"_s, missing}};
    QString all;
    for (int i = 1; i < 1'000; ++i) {
        wide.append({u"v%1"_s.arg(i), u"{{v%1}}"_s.arg(i < 20 ? i - 1 : 0)});
        all += u"{{v%1}}"_s.arg(i);
    }
    const VariableScope scope = scopeOf(wide);
    Substitution carried(scope);
    carried.text(all, u"body"_s);
    QCOMPARE(carried.faults().size(), 32);
    QCOMPARE(told(carried).first(), u"variable_missing m0 in body"_s);
    Substitution here(scope);
    here.text(missing, u"body"_s);
    QCOMPARE(here.faults().size(), 1'000);
}

void TestSubstitution::A23_repetitionsEnd()
{
    const VariableScope scope = scopeOf({{u"a"_s, QString(1'000'000, u'x')}});
    const QString text = u"{{a}}"_s.repeated(1'000);
    Substitution one(scope);
    QVERIFY(one.text(text, u"body"_s).size() <= 10'000'000);
    QCOMPARE(told(one), QStringList{u"too_big a in body"_s});
    Substitution url(scope);
    QVERIFY(url.url(u"/?"_s + text, u"url"_s).size() <= 10'000'002);
    QCOMPARE(told(url), QStringList{u"too_big a in url"_s});
    Substitution many(scope);
    qsizetype size = 0;
    for (int i = 0; i < 1'000; ++i)
        size += many.text(u"{{a}}"_s, u"form"_s).size();
    QVERIFY(size <= 10'000'000);
    QCOMPARE(told(many), QStringList{u"too_big a in form"_s});
}

void TestSubstitution::A3_capturedValuesStayInTheirSegment_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result"); // or the fault
    const auto row = [](const QString &text, const QString &value, const QString &result) {
        QTest::newRow((text + u' ' + value).toUtf8().constData()) << text << value << result;
    };
    const QString refused = u"out_of_range  in url: id"_s;
    row(u"/users/{{id}}"_s, u"7"_s, u"/users/7"_s);
    row(u"/users/{{id}}"_s, u"../admin"_s, u"/users/..%2Fadmin"_s);
    row(u"/users/{{id}}"_s, u"7?all=1#x"_s, u"/users/7%3Fall=1%23x"_s);
    row(u"/users/{{id}}"_s, u"..%2Fadmin"_s, u"/users/..%252Fadmin"_s);
    row(u"/users/{{id}}"_s, u"a\\b"_s, u"/users/a%5Cb"_s);
    row(u"/users/{{id}}"_s, u".."_s, refused);
    row(u"/users/{{id}}/x"_s, u".."_s, refused);
    row(u"/users/{{id}}?a=1"_s, u"."_s, refused);
    row(u"/users/{{id}}#a"_s, u".."_s, refused);
    row(u"/users/.{{id}}"_s, u"."_s, refused);
    row(u"/users/{{id}}{{id}}/x"_s, u"."_s, refused);
    row(u"/users/{{nested}}"_s, u"../admin"_s, u"/users/of/..%2Fadmin/all"_s);
    row(u"/users/{{nested}}"_s, u".."_s, u"out_of_range  in url: nested"_s);
    row(u"/users/x{{id}}"_s, u".."_s, u"/users/x.."_s);
    row(u"/users?id={{id}}"_s, u".."_s, u"/users?id=.."_s);
    row(u"/users?id={{id}}"_s, u"a/b"_s, u"/users?id=a%2Fb"_s);
    row(u"{{id}}/x"_s, u"https://api.example/v1?a=1"_s, u"https://api.example/v1?a=1/x"_s);
    row(u"/a%2F{{id}}"_s, u".."_s, u"/a%2F.."_s);
    row(u"/users/%2E{{id}}"_s, u"."_s, refused);
    row(u"https://{{id}}/x"_s, u"api.example:8080"_s, u"https://api.example:8080/x"_s);
    row(u"https://{{id}}/x"_s, u"evil.example/"_s, u"https://evil.example%2F/x"_s);
    row(u"/{{plain}}"_s, {}, u"/a/../b"_s);
}

void TestSubstitution::A3_capturedValuesStayInTheirSegment()
{
    QFETCH(const QString, text);
    QFETCH(const QString, value);
    VariableScope scope = scopeOf({{u"nested"_s, u"of/{{id}}/all"_s}, {u"plain"_s, u"a/../b"_s}});
    scope.capture(u"id"_s, value);
    Substitution substitution(scope);
    const QString url = substitution.url(text, u"url"_s);
    QTEST(substitution.outcome().ok() ? url : told(substitution).join(u'\n'), "result");
    QCOMPARE(substitution.text(u"{{id}}"_s, u"body"_s), value);
}

void TestSubstitution::filesAreNotChosenByAnswers()
{
    VariableScope scope = scopeOf({{u"folder"_s, u"pictures"_s}, {u"nested"_s, u"pictures/{{name}}"_s}});
    scope.capture(u"name"_s, u"cat.png"_s);
    for (const QString &path : {u"{{folder}}/{{name}}"_s, u"{{nested}}"_s}) {
        Substitution substitution(scope);
        QCOMPARE(substitution.filePath(path, u"body_file"_s), QString());
        QCOMPARE(told(substitution),
                 QStringList{u"file_from_answer "_s + (path.contains(u"name"_s) ? u"name"_s : u"nested"_s)
                             + u" in body_file"_s});
    }
    Substitution substitution(scope);
    QCOMPARE(substitution.filePath(u"{{folder}}/cat.png"_s, u"body_file"_s), u"pictures/cat.png"_s);
    QVERIFY(substitution.outcome().ok());
}

void TestSubstitution::laterDefinitionsCount()
{
    EnvironmentConfig shared;
    shared.variables = {{u"host"_s, Variable::Source::Text, u"shared"_s},
                        {u"base"_s, Variable::Source::Text, u"https://{{host}}"_s}};
    EnvironmentConfig child;
    child.parent = u"shared"_s;
    child.variables = {{u"host"_s, Variable::Source::Text, u"child"_s}};
    const VariableScope scope({{u"shared"_s, shared}, {u"child"_s, child}}, u"child"_s);
    Substitution substitution(scope);
    QCOMPARE(substitution.url(u"{{base}}/x"_s, u"url"_s), u"https://child/x"_s);
}

QTEST_GUILESS_MAIN(TestSubstitution)
#include "tst_substitution.moc"
