// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodyfilter.h"

#include "models/document/filterprocess.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <optional>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SharedBytes shared(const QByteArray &text)
{
    return std::make_shared<const DocumentBytes>(text);
}

} // namespace

class TestBodyFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void isBounded();
    void endlessFiltersEnd();
    void endlessFiltersEndWithoutUs();
    void cancelledTellsNothing();
    void programsMayBeMissing();
    void ownersMayGo();

private:
    [[nodiscard]] static std::optional<FilterOutcome> run(BodyFilter &filter, FilterLanguage language,
                                                          const QString &text, const QByteArray &json);
};

std::optional<FilterOutcome> TestBodyFilter::run(BodyFilter &filter, FilterLanguage language, const QString &text,
                                                 const QByteArray &json)
{
    std::optional<FilterOutcome> outcome;
    QObject context;
    connect(&filter, &BodyFilter::finished, &context, [&outcome](const FilterOutcome &one) { outcome = one; });
    filter.start(language, text, shared(json));
    if (outcome || !QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 10'000))
        return {};
    return outcome;
}

void TestBodyFilter::filters_data()
{
    QTest::addColumn<FilterLanguage>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes"); // a problem where it begins with '!'
    using enum FilterLanguage;
    QTest::newRow("path") << JsonPath << u"$.a[?@ > 1]"_s << QByteArray("2\n3.00\n");
    QTest::newRow("path, nothing") << JsonPath << u"$.b"_s << QByteArray();
    QTest::newRow("path, bad") << JsonPath << u"$.a["_s << QByteArray("!This is no JSONPath at character 5.");
    QTest::newRow("jq") << Jq << u".a[] | select(. > 1)"_s << QByteArray("2\n3.00\n");
    QTest::newRow("jq, sign in front") << Jq << u"-1"_s << QByteArray("-1\n");
    QTest::newRow("jq, bad") << Jq << u".a["_s << QByteArray("!jq says: error: syntax error");
    QTest::newRow("jq, no credentials") << Jq << u"env | keys - [\"PATH\",\"LANG\",\"LC_ALL\"]"_s << QByteArray("[]\n");
}

void TestBodyFilter::filters()
{
    QFETCH(FilterLanguage, language);
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    if (language == FilterLanguage::Jq && QStandardPaths::findExecutable(u"jq"_s).isEmpty())
        QSKIP("jq is not installed");
    BodyFilter filter;
    const auto outcome = run(filter, language, text, R"({"a":[1,2,3.00]})");
    QVERIFY(outcome);
    if (bytes.startsWith('!')) {
        QVERIFY2(outcome->problem.startsWith(QString::fromUtf8(bytes.mid(1))), qPrintable(outcome->problem));
        QVERIFY(!outcome->bytes);
        return;
    }
    QCOMPARE(outcome->problem, QString());
    QCOMPARE(outcome->bytes->view().toByteArray().replace("3.0\n", "3.00\n").replace("3\n", "3.00\n"), bytes);
    QCOMPARE(outcome->values, bytes.count('\n'));
    QVERIFY(!filter.isRunning());
}

void TestBodyFilter::isBounded()
{
    BodyFilter filter;
    const QByteArray json = "[" + QByteArray("1,").repeated(BodyFilter::mostValues + 5) + "1]";
    const auto outcome = run(filter, FilterLanguage::JsonPath, u"$[*]"_s, json);
    QVERIFY(outcome);
    QVERIFY(outcome->cut);
    QCOMPARE(outcome->values, BodyFilter::mostValues);
}

void TestBodyFilter::endlessFiltersEnd()
{
    if (QStandardPaths::findExecutable(u"jq"_s).isEmpty())
        QSKIP("jq is not installed");
    BodyFilter filter;
    filter.setTimeLimit(100ms);
    const auto outcome = run(filter, FilterLanguage::Jq, u"def f: f; f"_s, "1");
    QVERIFY(outcome);
    QVERIFY2(outcome->problem.contains(u"took too long"), qPrintable(outcome->problem));
}

/// As after a crash, which leaves nobody to end them.
void TestBodyFilter::endlessFiltersEndWithoutUs()
{
#ifdef Q_OS_UNIX
    FilterProcess process(shared({}), 1'000);
    std::optional<FilterProcess::Outcome> outcome;
    connect(&process, &FilterProcess::finished, this, [&](const FilterProcess::Outcome &one) { outcome = one; });
    process.start(u"/bin/sh"_s, {u"-c"_s, u"ulimit -t"_s}); // seconds of work
    QTRY_VERIFY(outcome);
    QCOMPARE(outcome->output, QByteArray("60\n"));
#else
    QSKIP("only Unix limits the time of a process");
#endif
}

void TestBodyFilter::cancelledTellsNothing()
{
    BodyFilter filter;
    QSignalSpy finished(&filter, &BodyFilter::finished);
    filter.start(FilterLanguage::JsonPath, u"$..x"_s, shared("[" + QByteArray("[],").repeated(100'000) + "1]"));
    filter.cancel();
    QVERIFY(!filter.isRunning());
    filter.start(FilterLanguage::JsonPath, u"$["_s, shared("1"));
    filter.cancel(); // before the problem is told
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
}

void TestBodyFilter::programsMayBeMissing()
{
    BodyFilter filter;
    filter.setJqProgram(u"/nowhere/jq"_s);
    filter.setXPathProgram(u"/nowhere/fuseboard-xpath"_s);
    const auto jq = run(filter, FilterLanguage::Jq, u"."_s, "1");
    QVERIFY(jq);
    QVERIFY2(jq->problem.startsWith(u"The program jq is not installed"), qPrintable(jq->problem));
    const auto xPath = run(filter, FilterLanguage::XPath, u"//a"_s, "<a/>");
    QVERIFY(xPath);
    QVERIFY2(xPath->problem.startsWith(u"XPath is not part of this installation"), qPrintable(xPath->problem));
}

void TestBodyFilter::ownersMayGo()
{
    std::weak_ptr<const DocumentBytes> watched;
    for (const auto language : {FilterLanguage::JsonPath, FilterLanguage::Jq}) {
        const SharedBytes bytes = shared("[" + QByteArray("[],").repeated(100'000) + "1]");
        watched = bytes;
        BodyFilter filter;
        filter.start(language, language == FilterLanguage::Jq ? u"."_s : u"$..x"_s, bytes);
    }
    QTRY_VERIFY(watched.expired());
}

QTEST_GUILESS_MAIN(TestBodyFilter)
#include "tst_bodyfilter.moc"
