// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "explorer/jsonhighlighter.h"

#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestJsonHighlighter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coloursKeysAndValues();
    void leavesVeryLongLinesAlone();
    void isSwitchedOff();

private:
    static QList<QTextLayout::FormatRange> formatsOf(const QTextDocument &document, int line)
    {
        return document.findBlockByNumber(line).layout()->formats();
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestJsonHighlighter::coloursKeysAndValues()
{
    QTextDocument document;
    JsonHighlighter highlighter(m_theme, &document);
    document.setPlainText(uR"({"key": "text", "number": 12, "word": true})"_s);
    highlighter.rehighlight();
    QList<QColor> colors;
    for (const QTextLayout::FormatRange &range : formatsOf(document, 0))
        colors.append(range.format.foreground().color());
    const QColor key = m_theme.color(ColorRole::SyntaxKey);
    const QList<QColor> expected{key, m_theme.color(ColorRole::SyntaxString),
                                 key, m_theme.color(ColorRole::SyntaxNumber),
                                 key, m_theme.color(ColorRole::SyntaxKeyword)};
    QCOMPARE(colors, expected);
}

void TestJsonHighlighter::leavesVeryLongLinesAlone()
{
    QTextDocument document;
    JsonHighlighter highlighter(m_theme, &document);
    document.setPlainText(u"[\n"_s + u"\"text\","_s.repeated(4000) + u"\n\"after\"]"_s);
    highlighter.rehighlight();
    QVERIFY(formatsOf(document, 1).isEmpty());
    QCOMPARE(formatsOf(document, 2).size(), 1);
}

void TestJsonHighlighter::isSwitchedOff()
{
    QTextDocument document;
    JsonHighlighter highlighter(m_theme, &document);
    highlighter.setActive(false);
    document.setPlainText(u"{\"key\": 1}"_s);
    highlighter.rehighlight();
    QVERIFY(formatsOf(document, 0).isEmpty());
}

QTEST_MAIN(TestJsonHighlighter)
#include "tst_jsonhighlighter.moc"
