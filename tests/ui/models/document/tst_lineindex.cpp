// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodydocument.h"

#include <QTest>

using namespace fuseboard;

namespace {

struct Indexed
{
    explicit Indexed(const QByteArray &text, BodyForm form = BodyForm::Json)
        : document(std::make_shared<const DocumentBytes>(text), form)
    {
        document.index().extend(text.size());
    }
    BodyDocument document;
};

QByteArray manyObjects(int count)
{
    return "[" + QByteArray(R"({"a":1,"b":[{"c":"text"},{"d":null}]},)").repeated(count) + "{}]";
}

} // namespace

class TestLineIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spansAreTheSameFromAnywhere();
    void offsetsFindTheirLines();
    void foldsShortAndLong();
    void G17_deepNestingFolds();
    void growsInPieces();
    void emptyDocuments();
};

void TestLineIndex::spansAreTheSameFromAnywhere()
{
    const Indexed x(manyObjects(200));
    const LineIndex &index = x.document.index();
    const auto all = index.spans(0, index.lineCount());
    QCOMPARE(qint64(all.size()), index.lineCount());
    for (qint64 line = 0; line < index.lineCount(); line += 13) {
        const auto one = index.spans(line, 1);
        QCOMPARE(one.size(), std::size_t(1));
        QCOMPARE(one.front().begin, all[std::size_t(line)].begin);
    }
    QVERIFY(index.spans(index.lineCount(), 5).empty());
    QVERIFY(index.spans(-1, 5).empty());
    QCOMPARE(index.spans(index.lineCount() - 2, 100).size(), std::size_t(2));
}

void TestLineIndex::offsetsFindTheirLines()
{
    const Indexed x(manyObjects(200));
    const LineIndex &index = x.document.index();
    const auto all = index.spans(0, index.lineCount());
    for (std::size_t line = 0; line < all.size(); ++line) {
        QCOMPARE(index.lineAt(all[line].begin), qint64(line));
        QCOMPARE(index.lineAt(all[line].end - 1), qint64(line));
    }
    QCOMPARE(index.lineAt(1'000'000'000), index.lineCount() - 1);
}

void TestLineIndex::foldsShortAndLong()
{
    const Indexed x(manyObjects(200));
    const LineIndex &index = x.document.index();
    QCOMPARE(index.closeOf(0).value_or(-1), index.lineCount() - 1); // longer than what is looked at
    QCOMPARE(index.closeOf(1).value_or(-1), 7);
    QCOMPARE(index.closeOf(3).value_or(-1), 6);
    QVERIFY(!index.closeOf(2)); // opens nothing
    QVERIFY(!index.closeOf(index.lineCount() - 1));
    QVERIFY(!index.closeOf(index.lineCount()));
    const Indexed open(QByteArray("[[[\n1"));
    QVERIFY(!open.document.index().closeOf(0));
}

void TestLineIndex::G17_deepNestingFolds()
{
    const Indexed x(QByteArray(10'000, '[') + "1" + QByteArray(10'000, ']'));
    const LineIndex &index = x.document.index();
    QCOMPARE(index.lineCount(), 2 * 10'000 - 1);
    QCOMPARE(index.closeOf(0).value_or(-1), index.lineCount() - 1);
    QCOMPARE(index.closeOf(5'000).value_or(-1), index.lineCount() - 1 - 5'000);
    QVERIFY(x.document.line(9'000).text.size() < 100);
}

void TestLineIndex::growsInPieces()
{
    const QByteArray text = manyObjects(3'000);
    const Indexed whole(text);
    BodyDocument pieces(std::make_shared<const DocumentBytes>(text), BodyForm::Json);
    qint64 before = 0;
    for (qint64 at = 1'000; !pieces.index().isComplete(); at += 1'000) {
        pieces.index().extend(at);
        QVERIFY(pieces.lineCount() >= before);
        before = pieces.lineCount();
    }
    QCOMPARE(pieces.lineCount(), whole.document.lineCount());
    QCOMPARE(pieces.line(8'000).text, whole.document.line(8'000).text);
    QCOMPARE(pieces.index().closeOf(0), whole.document.index().closeOf(0));
}

void TestLineIndex::emptyDocuments()
{
    for (const BodyForm form : {BodyForm::Json, BodyForm::Text, BodyForm::Hex, BodyForm::Html}) {
        const Indexed nothing(QByteArray(), form);
        QCOMPARE(nothing.document.lineCount(), 0);
        QVERIFY(nothing.document.index().isComplete());
        QVERIFY(nothing.document.line(0).text.isEmpty());
    }
    QCOMPARE(Indexed(QByteArray(" \n "), BodyForm::Json).document.lineCount(), 0);
}

QTEST_GUILESS_MAIN(TestLineIndex)
#include "tst_lineindex.moc"
