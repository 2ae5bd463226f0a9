// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/documentcopy.h"

#include <QTest>

#include <optional>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const BodyDocument> documentOf(const QByteArray &text, BodyForm form)
{
    auto document = std::make_shared<BodyDocument>(std::make_shared<const DocumentBytes>(text), form);
    document->index().extend(text.size());
    return document;
}

} // namespace

class TestDocumentCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesSelections_data();
    void copiesSelections();
    void copiesNodes();
    void isBounded();
    void theLastOneCounts();
};

void TestDocumentCopy::copiesSelections_data()
{
    QTest::addColumn<TextPlace>("from");
    QTest::addColumn<TextPlace>("to");
    QTest::addColumn<QString>("text");
    QTest::newRow("all") << TextPlace{0, 0} << TextPlace{2, 1} << u"{\n  \"a\": [{}, 1]\n}"_s;
    QTest::newRow("in one line") << TextPlace{1, 2} << TextPlace{1, 5} << u"\"a\""_s;
    QTest::newRow("over a line's end") << TextPlace{1, 12} << TextPlace{2, 1} << u"1]\n}"_s;
    QTest::newRow("nothing") << TextPlace{1, 3} << TextPlace{1, 3} << QString();
}

void TestDocumentCopy::copiesSelections()
{
    QFETCH(TextPlace, from);
    QFETCH(TextPlace, to);
    const QByteArray text = "{\n  \"a\": [{}, 1]\n}";
    DocumentCopy copy;
    std::optional<CopiedText> copied;
    connect(&copy, &DocumentCopy::finished, this, [&copied](const CopiedText &one) { copied = one; });
    copy.copyText(documentOf(text, BodyForm::Text), from, to);
    QTRY_VERIFY(copied.has_value());
    QTEST(copied->text, "text");
    QVERIFY(!copied->cut);
}

void TestDocumentCopy::copiesNodes()
{
    const QByteArray json = R"({"a":{"b":[1,"zwölf"]}})";
    const auto document = documentOf(json, BodyForm::Json);
    DocumentCopy copy;
    std::optional<CopiedText> copied;
    connect(&copy, &DocumentCopy::finished, this, [&copied](const CopiedText &one) { copied = one; });
    copy.copyPath(document, json.indexOf("\"zw"));
    QTRY_VERIFY(copied.has_value());
    QCOMPARE(copied->text, u"$.a.b[1]"_s);
    copied.reset();
    copy.copyValue(document, json.indexOf("[1"));
    QTRY_VERIFY(copied.has_value());
    QCOMPARE(copied->text, u"[1,\"zwölf\"]"_s);
}

void TestDocumentCopy::isBounded()
{
    constexpr qsizetype most = 200'000; // the usual bound takes a slow build longer than anybody would wait
    const QByteArray line(most + 10, 'x');
    const auto document = documentOf(line, BodyForm::Text);
    QVERIFY(document->lineCount() > 2 * LineIndex::stride); // it is put together from pieces
    DocumentCopy copy(most);
    std::optional<CopiedText> copied;
    connect(&copy, &DocumentCopy::finished, this, [&copied](const CopiedText &one) { copied = one; });
    copy.copyText(document, {0, 0}, {document->lineCount() - 1, 10});
    QTRY_VERIFY(copied.has_value());
    QVERIFY(copied->cut);
    QCOMPARE(copied->text.size(), most);
    QVERIFY(!copied->text.contains(u'\n')); // it is one line
    copied.reset();
    copy.copyValue(documentOf('"' + line + '"', BodyForm::Json), 0);
    QTRY_VERIFY(copied.has_value());
    QVERIFY(copied->cut);
    QCOMPARE(copied->text.size(), most);
}

void TestDocumentCopy::theLastOneCounts()
{
    const auto document = documentOf("one\ntwo", BodyForm::Text);
    DocumentCopy copy;
    QStringList texts;
    connect(&copy, &DocumentCopy::finished, this, [&texts](const CopiedText &one) { texts << one.text; });
    copy.copyText(document, {0, 0}, {0, 3});
    copy.copyText(document, {1, 0}, {1, 3});
    QTRY_COMPARE(texts.value(texts.size() - 1), u"two"_s);
    DocumentCopy gone;
    gone.copyText(document, {0, 0}, {1, 3});
}

QTEST_GUILESS_MAIN(TestDocumentCopy)
#include "tst_documentcopy.moc"
