// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/requestcaptures.h"

#include "variables/substitution.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRequestCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void whatIsOffIsNotCaptured();
    void largeValuesAreNotTaken();
    void S06_aBodyInAFileIsNotLookedAt();
    void capturedBracesMeanNothing();
};

void TestRequestCaptures::values_data()
{
    QTest::addColumn<RequestCapture>("capture");
    QTest::addColumn<std::optional<QString>>("value");
    const auto row = [](const char *name, CaptureSource source, const QString &target, std::optional<QString> value) {
        QTest::newRow(name) << RequestCapture{u"v"_s, source, target} << value;
    };
    row("string", CaptureSource::Json, u"$.s"_s, u"a\"b"_s);
    row("number", CaptureSource::Json, u"$.n"_s, u"12345678901234567890"_s);
    row("object", CaptureSource::Json, u"$.o"_s, u"{\"a\":1}"_s);
    row("first of several", CaptureSource::Json, u"$.l[*]"_s, u"1"_s);
    row("missing", CaptureSource::Json, u"$.gone"_s, std::nullopt);
    row("header", CaptureSource::Header, u"location"_s, u"/orders/7"_s);
    row("no header", CaptureSource::Header, u"x-gone"_s, std::nullopt);
    row("status", CaptureSource::Status, {}, u"201"_s);
    row("faulty path", CaptureSource::Json, u"$["_s, std::nullopt);
}

void TestRequestCaptures::values()
{
    QFETCH(const RequestCapture, capture);
    const CheckedAnswer answer{
        201, 1s, {{"Location", "/orders/7"}}, R"({"s":"a\"b","n":12345678901234567890,"o":{"a":1},"l":[1,2]})"};
    const QList<CaptureResult> results = runCaptures({capture}, answer);
    QCOMPARE(results.size(), 1);
    QTEST(results[0].value, "value");
    QCOMPARE(results[0].fault != ErrorDetail::None, capture.target == u"$["_s);
}

void TestRequestCaptures::whatIsOffIsNotCaptured()
{
    QVERIFY(runCaptures({{u"v"_s, CaptureSource::Status, {}, false}}, {}).isEmpty());
}

void TestRequestCaptures::largeValuesAreNotTaken()
{
    const CheckedAnswer answer{200, 1s, {}, '"' + QByteArray(70'000, 'x') + '"'};
    const CaptureResult result = runCaptures({{u"v"_s, CaptureSource::Json, u"$"_s}}, answer)[0];
    QCOMPARE(result.value, std::nullopt);
    QCOMPARE(result.fault, ErrorDetail::TooBig);
}

void TestRequestCaptures::S06_aBodyInAFileIsNotLookedAt()
{
    const CheckedAnswer answer{200, 1s, {}, {}, true};
    const auto results = runCaptures({{u"v"_s, CaptureSource::Json, u"$"_s}, {u"w"_s, CaptureSource::Status, {}}},
                                     answer);
    QCOMPARE(results[0].fault, ErrorDetail::TooBig);
    QCOMPARE(results[1].value, std::optional(u"200"_s));
}

void TestRequestCaptures::capturedBracesMeanNothing()
{
    Environment environment;
    environment.slug = u"e"_s;
    environment.config.variables = {Variable{u"token"_s, Variable::Source::Keychain, {}},
                                    Variable{u"id"_s, Variable::Source::Text, u"old"_s}};
    VariableScope scope({environment}, u"e"_s);
    scope.setSecret(u"token"_s, u"canary-token"_s);
    scope.capture(u"id"_s, u"{{token}} ${env:HOME}"_s);
    Substitution substitution(scope);
    QCOMPARE(substitution.text(u"<{{id}}>"_s, u"body"_s), u"<{{token}} ${env:HOME}>"_s);
    scope.capture(u"token"_s, u"canary-new"_s);
    QCOMPARE(Substitution(scope).text(u"{{token}}"_s, {}), u"canary-new"_s);
    QVERIFY(scope.secretValues().contains(u"canary-new"_s));
    QVERIFY(!scope.secretValues().contains(u"{{token}} ${env:HOME}"_s));
}

QTEST_GUILESS_MAIN(TestRequestCaptures)
#include "tst_requestcaptures.moc"
