// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/bulktext.h"

#include "models/fieldtablemodel.h"
#include "models/parttablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Entries = QList<RequestEntry>;
using Parts = QList<RequestPart>;

class TestBulkText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreRead_data();
    void linesAreRead();
    void anyRowComesBack_data();
    void anyRowComesBack();
    void anEditedLineKeepsItsSigns();
    void orderAndDuplicatesStay();
    void whatNoLineShowsStays();
    void partsAreTextsOrFiles();
    void anEditedPartStaysWhatItIs();
    void modelsTakeText();
    void fixedNamesStay();

private:
    static RequestEntry noted(const QString &name, const QString &value, bool enabled = true)
    {
        return {name, value, enabled, u"about "_s + name, {{u"x-"_s + name, "1"}}};
    }
};

void TestBulkText::linesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Entries>("rows");
    const auto one = [](const QString &name, const QString &value, bool enabled = true) {
        return Entries{{name, value, enabled}};
    };
    QTest::newRow("nothing") << QString() << Entries();
    QTest::newRow("blank lines") << u"\n  \n\t\n"_s << Entries();
    QTest::newRow("of Postman") << u"limit:50\n//page:2"_s
                                << Entries{{u"limit"_s, u"50"_s, true}, {u"page"_s, u"2"_s, false}};
    QTest::newRow("of a browser") << u"Accept: text/html\r\nHost: a:8080\r\n"_s
                                  << Entries{{u"Accept"_s, u"text/html"_s}, {u"Host"_s, u"a:8080"_s}};
    QTest::newRow("off with a blank") << u"// a: 1"_s << one(u"a"_s, u"1"_s, false);
    QTest::newRow("off with a hash") << u"  # a: 1"_s << one(u"a"_s, u"1"_s, false);
    QTest::newRow("no colon") << u"flag"_s << one(u"flag"_s, {});
    QTest::newRow("no value") << u"flag:"_s << one(u"flag"_s, {});
    QTest::newRow("no name") << u": 1"_s << one({}, u"1"_s);
    QTest::newRow("variables") << u"{{name}}: {{value}}"_s << one(u"{{name}}"_s, u"{{value}}"_s);
    QTest::newRow("a URL as value") << u"next: https://a/b?c=d#e"_s << one(u"next"_s, u"https://a/b?c=d#e"_s);
    QTest::newRow("a path of Windows") << uR"(file: C:\new\text)"_s << one(u"file"_s, uR"(C:\new\text)"_s);
    QTest::newRow("a name with a colon") << uR"(a\:b:c)"_s << one(u"a:b"_s, u"c"_s);
    QTest::newRow("a name that seems off") << uR"(\#a:1)"_s << one(u"#a"_s, u"1"_s);
}

void TestBulkText::linesAreRead()
{
    QFETCH(const QString, text);
    QFETCH(const Entries, rows);
    QCOMPARE(bulkRows(text, Entries()), rows);
}

void TestBulkText::anyRowComesBack_data()
{
    QTest::addColumn<RequestEntry>("row");
    QTest::newRow("plain") << RequestEntry{u"a"_s, u"b"_s};
    QTest::newRow("off") << RequestEntry{u"a"_s, u"b"_s, false};
    QTest::newRow("empty") << RequestEntry{};
    QTest::newRow("empty and off") << RequestEntry{{}, {}, false};
    QTest::newRow("breaks") << RequestEntry{u"a"_s, u"1\r\n2\n3\u2029 "_s};
    QTest::newRow("blanks around") << RequestEntry{u" a "_s, u"  b  "_s};
    QTest::newRow("seems off") << RequestEntry{u"//a"_s, u"b"_s};
    QTest::newRow("is off and seems so") << RequestEntry{u"#a"_s, u"b"_s, false};
    QTest::newRow("colons") << RequestEntry{u":a:b:"_s, u":c:"_s};
    QTest::newRow("backslashes") << RequestEntry{uR"(\a\\:)"_s, uR"(\\b\n)"_s};
    QTest::newRow("the signs of breaks") << RequestEntry{u"a"_s, u"\u21b5\u240d"_s};
}

void TestBulkText::anyRowComesBack()
{
    QFETCH(RequestEntry, row);
    const Entries rows{noted(u"first"_s, u"1"_s), row, row};
    QCOMPARE(bulkText(rows).count(u'\n'), 2);
    QCOMPARE(bulkRows(bulkText(rows), rows), rows);
}

void TestBulkText::anEditedLineKeepsItsSigns()
{
    const Entries rows{{uR"(//a\:b)"_s, u"1\n2\r\n3"_s}};
    QCOMPARE(bulkRows(bulkText(rows) + u'4', rows), (Entries{{uR"(//a\:b)"_s, u"1\n2\r\n34"_s}}));
}

void TestBulkText::orderAndDuplicatesStay()
{
    const Entries rows{{u"b"_s, u"2"_s}, {u"a"_s, u"1"_s}, {u"a"_s, u"1"_s}, {u"a"_s, u"3"_s, false}};
    QCOMPARE(bulkText(rows), u"b:2\na:1\na:1\n//a:3"_s);
    QCOMPARE(bulkRows(bulkText(rows), Entries()), rows);
}

void TestBulkText::whatNoLineShowsStays()
{
    const Entries rows{noted(u"a"_s, u"1"_s), noted(u"b"_s, u"2"_s), noted(u"a"_s, u"3"_s)};
    // Edited in their places, the second switched off.
    QCOMPARE(bulkRows(u"a:x\n//b:2\na:y"_s, rows),
             (Entries{noted(u"a"_s, u"x"_s), noted(u"b"_s, u"2"_s, false), noted(u"a"_s, u"y"_s)}));
    // One that reads as before is that row, wherever it stands.
    QCOMPARE(bulkRows(u"a:3\nb:2"_s, rows), (Entries{rows[2], rows[1]}));
    // A new one before them has none of it.
    QCOMPARE(bulkRows(u"new:0\na:1\nb:5\na:3"_s, rows),
             (Entries{{u"new"_s, u"0"_s}, rows[0], noted(u"b"_s, u"5"_s), rows[2]}));
    // Nor has one of another name.
    QCOMPARE(bulkRows(u"c:1"_s, rows), (Entries{{u"c"_s, u"1"_s}}));
}

void TestBulkText::partsAreTextsOrFiles()
{
    const Parts parts{{u"note"_s, u"hello"_s, {}},
                      {u"photo"_s, {}, u"pictures/cat.png"_s, u"image/png"_s, false},
                      {u"mention"_s, u"@ada"_s, {}},
                      {u"odd"_s, uR"(\\@ada)"_s, {}},
                      {u"share"_s, uR"(\\server\a@b)"_s, {}}};
    QCOMPARE(bulkText(parts), uR"(note:hello
//photo:@pictures/cat.png
mention:\@ada
odd:\\\@ada
share:\\server\a@b)"_s);
    QCOMPARE(bulkRows(bulkText(parts), parts), parts);
    Parts read = parts;
    read[1].contentType.clear(); // which no line shows
    QCOMPARE(bulkRows(bulkText(parts), Parts()), read);
}

void TestBulkText::anEditedPartStaysWhatItIs()
{
    const Parts parts{{u"photo"_s, {}, u"a.png"_s, u"image/png"_s, true, u"a cat"_s}};
    QCOMPARE(bulkRows(u"photo:@b.png"_s, parts),
             (Parts{{u"photo"_s, {}, u"b.png"_s, u"image/png"_s, true, u"a cat"_s}}));
    QCOMPARE(bulkRows(u"photo:text"_s, parts), (Parts{{u"photo"_s, u"text"_s, {}, u"image/png"_s, true, u"a cat"_s}}));
}

void TestBulkText::modelsTakeText()
{
    FieldTableModel model;
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy edited(&model, &RowTableModel::edited);
    model.setFields({noted(u"a"_s, u"1"_s)});
    model.takeText(model.text() + u"\n\n"_s);
    QCOMPARE(edited.count(), 0);
    model.takeText(u"a:1\n//b:2"_s);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(model.fields(), (Fields{noted(u"a"_s, u"1"_s), {u"b"_s, u"2"_s, false}}));
    QCOMPARE(model.rowCount(), 3);
    model.takeText({});
    QCOMPARE(edited.count(), 2);
    QCOMPARE(model.rowCount(), 1);
    PartTableModel parts;
    const QAbstractItemModelTester partTester(&parts);
    parts.takeText(u"a:1\nb:@c"_s);
    QCOMPARE(parts.rows(), (Parts{{u"a"_s, u"1"_s, {}}, {u"b"_s, {}, u"c"_s}}));
}

void TestBulkText::fixedNamesStay()
{
    FieldTableModel model;
    model.setNamesFixed(true);
    const QAbstractItemModelTester tester(&model);
    model.setFields({noted(u"id"_s, u"7"_s), {u"item"_s, u"8"_s}});
    model.takeText(u"other:1\nitem:9"_s);
    QCOMPARE(model.fields(), (Fields{noted(u"id"_s, {}), {u"item"_s, u"9"_s}}));
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.removeRow(0));
    QVERIFY(!model.index(0, FieldTableModel::NameColumn).flags().testFlag(Qt::ItemIsEditable));
}

QTEST_GUILESS_MAIN(TestBulkText)
#include "tst_bulktext.moc"
