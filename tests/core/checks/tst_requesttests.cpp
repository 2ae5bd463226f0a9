// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/requesttests.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRequestTests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomes_data();
    void outcomes();
    void whatIsOffIsNotLookedAt();
    void variablesTakeTheirPlaces();
    void actualValuesAreCut();
    void S06_aBodyInAFileIsNotJudged();
    void S05_resultsTellNoSecrets();
    void S05_whatIsSecretByItsNameIsNotTold_data();
    void S05_whatIsSecretByItsNameIsNotTold();
    void ADV_N11_hostileInputsEnd_data();
    void ADV_N11_hostileInputsEnd();
    void canBeCancelled_data();
    void canBeCancelled();

private:
    static CheckedAnswer answer();
};

namespace {

using Subject = TestSubject;
using How = TestComparison;

} // namespace

CheckedAnswer TestRequestTests::answer()
{
    return {201,
            250ms,
            {{"Content-Type", "application/json"}, {"X-Count", "12"}, {"X-Many", "a=1"}, {"x-many", "b=2"}},
            R"({"id": 7, "name": "Ä\u00f6", "big": 12345678901234567890, "none": null, "rate": "1.5",
                "items": [{"n": 1}, {"n": 2}], "empty": "", "zero": 0, "pair": {"a": 1, "b": 2}})"};
}

void TestRequestTests::outcomes_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<RequestTest>("test");
    QTest::addColumn<TestOutcome>("outcome");
    QTest::addColumn<QString>("actual"); // "(none)" where the answer has none
    const auto row = [](Subject subject, const QString &target, How how, const QString &value, TestOutcome outcome,
                        const QString &actual) {
        const QByteArray name =
            QString(u"%1 %2 %3 %4"_s).arg(int(subject)).arg(target).arg(int(how)).arg(value).toUtf8();
        QTest::newRow(name.constData()) << RequestTest{subject, target, how, value} << outcome << actual;
    };
    constexpr auto passed = TestOutcome::Passed;
    constexpr auto failed = TestOutcome::Failed;
    constexpr auto faulty = TestOutcome::Faulty;
    row(Subject::Status, {}, How::Equals, u"201"_s, passed, u"201"_s);
    row(Subject::Status, {}, How::Equals, u"200"_s, failed, u"201"_s);
    row(Subject::Status, {}, How::Equals, u" 201.0 "_s, passed, u"201"_s);
    row(Subject::Status, {}, How::NotEquals, u"200"_s, passed, u"201"_s);
    row(Subject::Status, {}, How::Less, u"300"_s, passed, u"201"_s);
    row(Subject::Status, {}, How::Greater, u"201"_s, failed, u"201"_s);
    row(Subject::Status, {}, How::Less, u"many"_s, faulty, u"(none)"_s);
    row(Subject::Status, {}, How::Matches, u"^2..$"_s, passed, u"201"_s);
    row(Subject::Time, {}, How::Less, u"0.3"_s, passed, u"0.25"_s);
    row(Subject::Time, {}, How::Less, u"0.2"_s, failed, u"0.25"_s);
    row(Subject::Time, {}, How::Less, u"1e400"_s, faulty, u"(none)"_s);
    row(Subject::Header, u"content-type"_s, How::Contains, u"json"_s, passed, u"application/json"_s);
    row(Subject::Header, u"X-Count"_s, How::Greater, u"9"_s, passed, u"12"_s);
    row(Subject::Header, u"Content-Type"_s, How::Greater, u"9"_s, failed, u"application/json"_s);
    row(Subject::Header, u"X-Many"_s, How::Equals, u"a=1, b=2"_s, passed, u"a=1, b=2"_s);
    row(Subject::Header, u"X-Gone"_s, How::Absent, {}, passed, u"(none)"_s);
    row(Subject::Header, u"X-Gone"_s, How::NotEquals, u"a"_s, failed, u"(none)"_s);
    row(Subject::Header, u"X-Gone"_s, How::NotContains, u"a"_s, failed, u"(none)"_s);
    row(Subject::Header, u"X-Count"_s, How::Absent, {}, failed, u"12"_s);
    row(Subject::Json, u"$.id"_s, How::Equals, u"7"_s, passed, u"7"_s);
    row(Subject::Json, u"$.id"_s, How::Equals, u"7.0"_s, passed, u"7"_s);
    row(Subject::Json, u"$.id"_s, How::Equals, u"\"7\""_s, failed, u"7"_s);
    row(Subject::Json, u"$.name"_s, How::Equals, u"Äö"_s, passed, u"Äö"_s);
    row(Subject::Json, u"$.big"_s, How::Equals, u"12345678901234567890"_s, passed, u"12345678901234567890"_s);
    row(Subject::Json, u"$.big"_s, How::Equals, u"12345678901234567891"_s, failed, u"12345678901234567890"_s);
    row(Subject::Json, u"$.big"_s, How::Less, u"12345678901234567891"_s, passed, u"12345678901234567890"_s);
    for (const QString &noNumber : {u"2024-01-01"_s, u"10€"_s, u"1_000"_s, u"-x"_s, u"00"_s}) {
        row(Subject::Json, u"$.zero"_s, How::Equals, noNumber, failed, u"0"_s);
        row(Subject::Json, u"$.zero"_s, How::NotEquals, noNumber, passed, u"0"_s);
    }
    row(Subject::Json, u"$.pair"_s, How::Equals, u"{\"b\": 2, \"a\": 1}"_s, passed, u"{\"a\": 1, \"b\": 2}"_s);
    row(Subject::Header, u"X-Count"_s, How::Less, u"0013"_s, passed, u"12"_s);
    row(Subject::Json, u"$.none"_s, How::Exists, {}, passed, u"null"_s);
    row(Subject::Json, u"$.none"_s, How::Equals, u"null"_s, passed, u"null"_s);
    row(Subject::Json, u"$.empty"_s, How::Equals, {}, passed, {});
    row(Subject::Json, u"$.rate"_s, How::Less, u"2"_s, passed, u"1.5"_s);
    row(Subject::Json, u"$.items[1]"_s, How::Equals, u"{ \"n\" : 2.0 }"_s, passed, u"{\"n\": 2}"_s);
    row(Subject::Json, u"$.items[*].n"_s, How::Equals, u"1"_s, passed, u"1"_s);
    row(Subject::Json, u"$.items[?@.n > 1].n"_s, How::Equals, u"2"_s, passed, u"2"_s);
    row(Subject::Json, u"$.items[5]"_s, How::Exists, {}, failed, u"(none)"_s);
    row(Subject::Json, u"$.items[5]"_s, How::Absent, {}, passed, u"(none)"_s);
    row(Subject::Json, u"$.items["_s, How::Absent, {}, faulty, u"(none)"_s);
    row(Subject::Json, u"id"_s, How::Exists, {}, faulty, u"(none)"_s);
    row(Subject::Json, u"$.name"_s, How::Matches, u"("_s, faulty, u"(none)"_s);
    row(Subject::Json, u"$.gone"_s, How::Matches, u"("_s, faulty, u"(none)"_s);
    row(Subject::Body, {}, How::Contains, u"\"id\": 7"_s, passed, QString::fromUtf8(answer().body));
    row(Subject::Body, {}, How::NotContains, u"error"_s, passed, QString::fromUtf8(answer().body));
    row(Subject::Body, {}, How::Matches, u"\"id\":\\s*\\d"_s, passed, QString::fromUtf8(answer().body));
}

void TestRequestTests::outcomes()
{
    QFETCH(const RequestTest, test);
    const QList<TestResult> results = runTests({test}, answer(), {});
    QCOMPARE(results.size(), 1);
    QTEST(results[0].outcome, "outcome");
    QTEST(results[0].actual.value_or(u"(none)"_s), "actual");
    QCOMPARE(results[0].fault != ErrorDetail::None, results[0].outcome == TestOutcome::Faulty);
}

void TestRequestTests::whatIsOffIsNotLookedAt()
{
    RequestTest off{Subject::Status, {}, How::Equals, u"1"_s, false};
    const RequestTest on{Subject::Status, {}, How::Equals, u"2"_s};
    const QList<TestResult> results = runTests({off, on}, answer(), {});
    QCOMPARE(results.size(), 1);
    QCOMPARE(results[0].test, on);
}

void TestRequestTests::variablesTakeTheirPlaces()
{
    VariableScope scope;
    scope.capture(u"id"_s, u"7"_s);
    const RequestTest test{Subject::Json, u"$.id"_s, How::Equals, u"{{id}}"_s};
    QCOMPARE(runTests({test}, answer(), scope)[0].outcome, TestOutcome::Passed);
    QCOMPARE(runTests({test}, answer(), scope)[0].test, test);
    QCOMPARE(runTests({test}, answer(), {})[0].outcome, TestOutcome::Faulty);
    QCOMPARE(runTests({test}, answer(), {})[0].fault, ErrorDetail::VariableMissing);
}

void TestRequestTests::actualValuesAreCut()
{
    CheckedAnswer large = answer();
    large.body = QByteArray(3'000'000, 'x');
    const auto results = runTests(
        {{Subject::Body, {}, How::Contains, u"y"_s}, {Subject::Json, u"$"_s, How::Exists, {}}}, large, {});
    QCOMPARE(results[0].outcome, TestOutcome::Failed);
    QCOMPARE(results[0].actual->size(), 500);
    QCOMPARE(results[1].outcome, TestOutcome::Failed); // no JSON, no value
    large.body.clear();
    QCOMPARE(runTests({{Subject::Body, {}, How::Absent, {}}}, large, {})[0].outcome, TestOutcome::Passed);
}

void TestRequestTests::S05_resultsTellNoSecrets()
{
    Environment environment{u"env"_s, {}};
    environment.config.variables = {{u"key"_s, Variable::Source::Keychain, {}}};
    VariableScope scope({environment}, environment.slug);
    scope.setSecret(u"key"_s, u"canary-scope"_s);
    Redactor redactor;
    redactor.addSecret(u"canary-client"_s);
    const CheckedAnswer echo{200, 1s, {{"X-Key", "canary-scope"}}, QByteArray(495, 'x') + "canary-client canary-scope"};
    const QList<TestResult> results = runTests(
        {{Subject::Header, u"X-Key"_s, How::Equals, u"{{key}}"_s}, {Subject::Body, {}, How::Contains, u"no {{key}}"_s}},
        echo, scope, redactor);
    QCOMPARE(results[0].outcome, TestOutcome::Passed);
    QCOMPARE(results[0].test.value, u"{{key}}"_s);
    QCOMPARE(results[0].actual, std::optional(Redactor::mask()));
    QCOMPARE(results[1].outcome, TestOutcome::Failed);
    QVERIFY2(!results[1].actual->contains(u"can"), qPrintable(*results[1].actual));
}

void TestRequestTests::S05_whatIsSecretByItsNameIsNotTold_data()
{
    QTest::addColumn<RequestTest>("test");
    QTest::addColumn<bool>("told");
    const auto row = [](Subject subject, const QString &target, bool told) {
        QTest::addRow("%d %s", int(subject), qPrintable(target))
            << RequestTest{subject, target, How::Exists, {}} << told;
    };
    row(Subject::Header, u"Set-Cookie"_s, false);
    row(Subject::Header, u"X-Count"_s, true);
    row(Subject::Json, u"$.access_token"_s, false);
    row(Subject::Json, u"$['access_token']"_s, false);
    row(Subject::Json, u"$.code"_s, true);
    row(Subject::Json, u"$"_s, false);
    row(Subject::Body, {}, false);
}

void TestRequestTests::S05_whatIsSecretByItsNameIsNotTold()
{
    QFETCH(RequestTest, test);
    QFETCH(bool, told);
    const CheckedAnswer issued{200,
                               1s,
                               {{"Set-Cookie", "sid=canary-1"}, {"X-Count", "canary-1"}},
                               R"({"access_token": "canary-1", "code": "canary-1"})"};
    const auto results = runTests({test}, issued, {});
    QCOMPARE(results.size(), 1);
    QVERIFY(results[0].actual);
    const qsizetype times = results[0].actual->count(u"canary"_s);
    QCOMPARE(times, told ? 1 : 0);
}

void TestRequestTests::ADV_N11_hostileInputsEnd_data()
{
    QTest::addColumn<RequestTest>("test");
    QTest::addColumn<QByteArray>("body");
    const auto pattern = [](const char *name, const QString &text, const QByteArray &body) {
        QTest::newRow(name) << RequestTest{Subject::Body, {}, How::Matches, text} << body;
    };
    pattern("tries everything", u"^(a+)+$"_s, QByteArray(60, 'a') + '!');
    pattern("recurses", u"^((a|(?1))*)+x$"_s, QByteArray(500'000, 'a'));
    pattern("lifts its limits", u"(*LIMIT_MATCH=4000000000)^(a+)+$"_s, QByteArray(60, 'a') + '!');
    pattern("a loop from every place", u"[a-z]+\\d"_s, QByteArray(100'000, 'a'));
    pattern("a lazy loop from every place", u"(?:a|b)*?\\d"_s, QByteArray(20'000, 'a'));
    pattern("much behind it", u"a{1000}b"_s, QByteArray(1'000'000, 'a'));
    const auto path = [](const char *name, const QString &text, const QByteArray &body) {
        QTest::newRow(name) << RequestTest{Subject::Json, text, How::Exists, {}} << body;
    };
    path("descendants of descendants", u"$..a..a..a..a..x"_s,
         QByteArray("{\"a\":").repeated(900) + "1" + QByteArray(900, '}'));
    path("deep", u"$..x"_s, QByteArray(2'000'000, '['));
    const QByteArray longText = '"' + QByteArray(2'000'000, 'x') + '"';
    path("a long text in the deep", u"$..x"_s, QByteArray(999, '[') + longText + QByteArray(999, ']'));
    path("a long text compared", u"$[0][?@ != $[1]].x"_s,
         '[' + ('[' + QByteArray("1,").repeated(1'000) + "1],") + longText + ']');
}

void TestRequestTests::S06_aBodyInAFileIsNotJudged()
{
    const CheckedAnswer answer{200, 1s, {}, {}, true};
    const QList<RequestTest> tests{{TestSubject::Body, {}, TestComparison::Absent, {}},
                                   {TestSubject::Json, u"$.id"_s, TestComparison::Exists, {}},
                                   {TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    const auto results = runTests(tests, answer, {}, {});
    for (const TestResult &result : {results[0], results[1]}) {
        QCOMPARE(result.outcome, TestOutcome::Faulty);
        QCOMPARE(result.fault, ErrorDetail::TooBig);
    }
    QCOMPARE(results[2].outcome, TestOutcome::Passed);
}

void TestRequestTests::ADV_N11_hostileInputsEnd()
{
    QFETCH(const RequestTest, test);
    QFETCH(const QByteArray, body);
    int asked = 0;
    const auto isCancelled = [&asked] {
        ++asked;
        return false;
    };
    const TestResult result = runTests({test}, {200, 1s, {}, body}, {}, {}, isCancelled)[0];
    QCOMPARE(result.outcome, TestOutcome::Faulty);
    QVERIFY(result.fault == ErrorDetail::TooBig || result.fault == ErrorDetail::TooDeep);
    QVERIFY2(asked < 100'000, QByteArray::number(asked).constData());
}

void TestRequestTests::canBeCancelled_data()
{
    QTest::addColumn<RequestTest>("test");
    QTest::newRow("path") << RequestTest{Subject::Json, u"$..x"_s, How::Exists, {}};
    QTest::newRow("regular expression") << RequestTest{Subject::Body, {}, How::Matches, u"x$"_s};
}

void TestRequestTests::canBeCancelled()
{
    QFETCH(const RequestTest, test);
    const CheckedAnswer large{200, 1s, {}, '[' + QByteArray("1,").repeated(15'000) + "1]"};
    QCOMPARE(runTests({test}, large, {})[0].fault, ErrorDetail::None);
    int asked = 0;
    runTests({test, test, test}, large, {}, {}, [&asked] { return ++asked >= 3; });
    QVERIFY2(asked >= 3 && asked <= 5, QByteArray::number(asked).constData());
    QVERIFY(runTests({test}, large, {}, {}, [] { return true; }).isEmpty());
}

QTEST_GUILESS_MAIN(TestRequestTests)
#include "tst_requesttests.moc"
