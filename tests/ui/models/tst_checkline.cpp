// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/checks/checkline.h"

#include "models/bulktext.h"
#include "models/checks/capturetablemodel.h"
#include "models/checks/testtablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Tests = QList<RequestTest>;
using Captures = QList<RequestCapture>;

/// Tests and captures as lines of text.
class TestCheckLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testsAreRead_data();
    void testsAreRead();
    void capturesAreRead_data();
    void capturesAreRead();
    void anyTestComesBack();
    void anyCaptureComesBack();
    void whatNoLineShowsStays();
    void modelsTakeText();
};

void TestCheckLine::testsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Tests>("tests");
    using enum TestSubject;
    using enum TestComparison;
    const auto one = [](const RequestTest &test) { return Tests{test}; };
    QTest::newRow("nothing") << u" \n"_s << Tests();
    QTest::newRow("status") << u"status:equals 200"_s << one({Status, {}, Equals, u"200"_s});
    QTest::newRow("with blanks") << u" Status : Less  300 "_s << one({Status, {}, Less, u"300"_s});
    QTest::newRow("a value alone") << u"status:200"_s << one({Status, {}, Equals, u"200"_s});
    QTest::newRow("off") << u"//time:less 0.5"_s << one({Time, {}, Less, u"0.5"_s, false});
    QTest::newRow("header") << u"header Content-Type:contains json"_s
                            << one({Header, u"Content-Type"_s, Contains, u"json"_s});
    QTest::newRow("exists") << u"json $.items[0]:exists"_s << one({Json, u"$.items[0]"_s, Exists});
    QTest::newRow("a path with a colon") << uR"(json $.items[0\:2]:absent)"_s << one({Json, u"$.items[0:2]"_s, Absent});
    QTest::newRow("a path alone") << u"$.id:7"_s << one({Json, u"$.id"_s, Equals, u"7"_s});
    QTest::newRow("body") << u"body:matches a: b"_s << one({Body, {}, Matches, u"a: b"_s});
    QTest::newRow("a value that is a word") << u"body:equals exists"_s << one({Body, {}, Equals, u"exists"_s});
    QTest::newRow("begun") << u"head"_s << one({Json, u"head"_s, Equals, {}});
}

void TestCheckLine::testsAreRead()
{
    QFETCH(const QString, text);
    QTEST(bulkRows(text, Tests()), "tests");
}

void TestCheckLine::capturesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Captures>("captures");
    const auto one = [](const RequestCapture &capture) { return Captures{capture}; };
    QTest::newRow("json") << u"token:json $.token"_s << one({u"token"_s, CaptureSource::Json, u"$.token"_s});
    QTest::newRow("a path alone") << u"token: $.a[0:2]"_s << one({u"token"_s, CaptureSource::Json, u"$.a[0:2]"_s});
    QTest::newRow("header") << u"id:header X-Id"_s << one({u"id"_s, CaptureSource::Header, u"X-Id"_s});
    QTest::newRow("off") << u"# code:status"_s << one({u"code"_s, CaptureSource::Status, {}, false});
    QTest::newRow("begun") << u"tok"_s << one({u"tok"_s, CaptureSource::Json, {}});
}

void TestCheckLine::capturesAreRead()
{
    QFETCH(const QString, text);
    QTEST(bulkRows(text, Captures()), "captures");
}

void TestCheckLine::anyTestComesBack()
{
    Tests tests;
    for (int subject = 0; subject <= int(TestSubject::Body); ++subject) {
        for (int comparison = 0; comparison <= int(TestComparison::Absent); ++comparison) {
            RequestTest test{TestSubject(subject), {}, TestComparison(comparison)};
            if (test.subject == TestSubject::Header || test.subject == TestSubject::Json)
                test.target = uR"($['a:b\'].json c)"_s;
            if (test.comparison != TestComparison::Exists && test.comparison != TestComparison::Absent)
                test.value = u"less\nor {{more}}: 1"_s;
            test.enabled = comparison % 2 == 0;
            tests << test;
        }
    }
    QCOMPARE(bulkRows(bulkText(tests), Tests()), tests);
}

void TestCheckLine::anyCaptureComesBack()
{
    const Captures captures{{u"a"_s, CaptureSource::Json, u"header $.a"_s, false},
                            {u"b"_s, CaptureSource::Header, u"X-B"_s},
                            {u"c"_s, CaptureSource::Status}};
    QCOMPARE(bulkText(captures), u"//a:json header $.a\nb:header X-B\nc:status"_s);
    QCOMPARE(bulkRows(bulkText(captures), Captures()), captures);
}

void TestCheckLine::whatNoLineShowsStays()
{
    const Tests tests{
        {TestSubject::Json, u"$.id"_s, TestComparison::Exists, u"kept"_s, true, u"it has one"_s, {{u"x"_s, "1"}}}};
    QCOMPARE(bulkRows(u"status:200\n"_s + bulkText(tests), tests).value(1), tests.first());
    // With another value it is still the same test.
    const RequestTest edited = bulkRows(u"json $.id:equals 7"_s, tests).value(0);
    QCOMPARE(edited.description, u"it has one"_s);
    QCOMPARE(edited.unknown, tests.first().unknown);
    QCOMPARE(edited.value, u"7"_s);
}

void TestCheckLine::modelsTakeText()
{
    TestTableModel tests;
    CaptureTableModel captures;
    const QAbstractItemModelTester tester(&tests);
    const QAbstractItemModelTester captureTester(&captures);
    QVERIFY(tests.hasText() && captures.hasText());
    const QSignalSpy edited(&tests, &RowTableModel::edited);
    tests.takeText(u"status:equals 200\ntime:less 1"_s);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(tests.rows().size(), 2);
    QCOMPARE(tests.text(), u"status:equals 200\ntime:less 1"_s);
    tests.takeText(tests.text() + u"\n\n"_s);
    QCOMPARE(edited.count(), 1);
    captures.takeText(u"token:$.token"_s);
    QCOMPARE(captures.text(), u"token:json $.token"_s);
    // The line that each shows as an example is one.
    QVERIFY(tests.textHint().contains(u"status:equals 200") && captures.textHint().contains(u"variable:json $.id"));
}

QTEST_GUILESS_MAIN(TestCheckLine)
#include "tst_checkline.moc"
