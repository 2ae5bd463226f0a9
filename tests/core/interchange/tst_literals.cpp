// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/literals.h"
#include "interpreter.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Each language's own interpreter reads what was written for it, and must find the very same text.
class tst_Literals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void means_data();
    void means();
    void staysOnItsLine_data() { means_data(); }
    void staysOnItsLine();
    void readsVariables();
    void M2_leavesNothingToTheHistory();
    void M2_leavesNoLineToTheHistory();
    void M2_tellsWhatNeedsBash_data();
    void M2_tellsWhatNeedsBash();
    void keepsCommentsOnTheirLine();
    void leavesPlainWordsAlone();
    void writesGoAndCpp();
};

namespace {

const QStringList environment{u"FB_TOKEN=se'cret \"$HOME\" `id`"_s};
const QString tokenText = u"se'cret \"$HOME\" `id`"_s;

QByteArray meaning(const QString &language, const Template &text)
{
    Interpreter judge;
    judge.environment = environment;
    if (language == "shell"_L1) {
        const QString word = literals::shell(text);
        judge.program = literals::needsBash(word) ? u"bash"_s : u"sh"_s; // not every sh knows these quotes yet
        judge.arguments = {u"-c"_s, u"printf '%s' "_s + word};
    } else if (language == "python"_L1) {
        judge.program = u"python3"_s;
        judge.arguments = {u"-c"_s,
                           u"import os, sys\nsys.stdout.buffer.write((%1).encode())"_s.arg(literals::python(text))};
    } else {
        judge.program = u"node"_s;
        judge.arguments = {u"-e"_s, u"process.stdout.write(%1)"_s.arg(literals::javaScript(text))};
    }
    const auto outcome = judge.run();
    return outcome.ended ? outcome.output : "failed: " + outcome.errors;
}

} // namespace

void tst_Literals::initTestCase()
{
    for (const QString &program : {u"sh"_s, u"bash"_s, u"python3"_s, u"node"_s}) {
        if (!Interpreter{program, {}, {}}.exists())
            QSKIP(qPrintable(u"There is no %1 to read what was written for it."_s.arg(program)));
    }
}

void tst_Literals::means_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    const QList<QPair<const char *, QString>> texts{
        {"word", u"plain-word_1.json"_s},
        {"empty", u""_s},
        {"spaces", u"two words "_s},
        {"quotes", u"it's \"quoted\""_s},
        {"backslashes", u"C:\\new\\table\\"_s},
        {"dollars", u"$HOME ${HOME} $(id) `id` !!"_s},
        {"lines", u"first\nsecond\r\n\tthird"_s},
        {"controls", u"\x01\x1b[31m\x7f\u0085"_s},
        {"umlauts", u"Größe 日本 🚀"_s},
        {"direction", u"a\u202Eb\u2066c\u200fd\ufeff"_s},
        {"separators", u"a\u2028b\u2029c"_s},
        {"octal",
         u"\x01"
         "23 ?"
         "?= 7"_s},
        {"option", u"-rf"_s},
        {"template", u"${x} {y} %s #{z} {{v}}"_s},
    };
    for (const QString &language : {u"shell"_s, u"python"_s, u"node"_s}) {
        for (const auto &[name, text] : texts)
            QTest::addRow("%s: %s", qPrintable(language), name) << language << text;
    }
}

void tst_Literals::means()
{
    QFETCH(const QString, language);
    QFETCH(const QString, text);
    QCOMPARE(QString::fromUtf8(meaning(language, Template(text))), text);
}

void tst_Literals::staysOnItsLine()
{
    QFETCH(const QString, language);
    QFETCH(const QString, text);
    QString written = language == "python"_L1 ? literals::python(text) : literals::javaScript(text);
    if (language == "shell"_L1) // where lines and tabs do no harm
        written = literals::shell(Template(text)).remove(u'\n').remove(u'\t');
    for (const QChar c : written)
        QVERIFY2(c.isPrint() || c.isSurrogate(), qPrintable(written));
}

void tst_Literals::readsVariables()
{
    const Template text = Template(u"Bea\"$r "_s) + Template::variable(u"FB_TOKEN"_s) + Template(u" `end`"_s);
    for (const QString &language : {u"shell"_s, u"python"_s, u"node"_s})
        QCOMPARE(QString::fromUtf8(meaning(language, text)), u"Bea\"$r "_s + tokenText + u" `end`"_s);
}

/// An interactive shell looks for '!' in double quotes, and keeps the '\' that would keep it from that.
void tst_Literals::M2_leavesNothingToTheHistory()
{
    const Template text = Template(u"a!b\x1b! "_s) + Template::variable(u"FB_TOKEN"_s) + Template(u" it's!"_s);
    const QString word = literals::shell(text);
    QCOMPARE(word, u"$'a\\041b\\033\\041 '\"${FB_TOKEN}\"' it'\\''s!'"_s);
    QCOMPARE(QString::fromUtf8(meaning(u"shell"_s, text)), u"a!b\x1b! "_s + tokenText + u" it's!"_s);
}

/// A line that begins with "^one^other^" repeats the one before, within any quotes.
void tst_Literals::M2_leavesNoLineToTheHistory()
{
    const Template text = Template(u"a^\n^b^c'"_s);
    QCOMPARE(literals::shell(text), u"$'a\\136\n\\136b\\136c\\''"_s);
    QCOMPARE(QString::fromUtf8(meaning(u"shell"_s, text)), u"a^\n^b^c'"_s);
    const Template withVariable = text + Template::variable(u"FB_TOKEN"_s);
    QVERIFY2(!literals::shell(withVariable).contains("\n^"_L1), qPrintable(literals::shell(withVariable)));
    QCOMPARE(QString::fromUtf8(meaning(u"shell"_s, withVariable)), u"a^\n^b^c'"_s + tokenText);
    QCOMPARE(literals::shell(Template(u"^a"_s)), u"'^a'"_s);
}

void tst_Literals::M2_tellsWhatNeedsBash_data()
{
    QTest::addColumn<Template>("text");
    QTest::addColumn<bool>("isNeeded");
    const Template token = Template::variable(u"FB_TOKEN"_s);
    QTest::newRow("word") << Template(u"a"_s) << false;
    QTest::newRow("dollar at the end") << Template(u"a b$"_s) << false;
    QTest::newRow("dollar and a quote") << Template(u"a $' b"_s) << false;
    QTest::newRow("in double quotes") << Template(u"a \"$' \\"_s) + token << false;
    QTest::newRow("control") << Template(u"a\x1b"_s) << true;
    QTest::newRow("behind a variable") << token + Template(u"\x1b"_s) << true;
    QTest::newRow("behind quotes") << Template(u"it's \"$"_s) + token + Template(u"\x1b"_s) << true;
}

void tst_Literals::M2_tellsWhatNeedsBash()
{
    QFETCH(const Template, text);
    QTEST(literals::needsBash(u"curl 'it'\\''s' "_s + literals::shell(text)), "isNeeded");
}

void tst_Literals::keepsCommentsOnTheirLine()
{
    QCOMPARE(literals::onOneLine(u"Größe 🚀\n\u202E\u2028x"_s), u"Größe 🚀\\u000a\\u202e\\u2028x"_s);
}

void tst_Literals::leavesPlainWordsAlone()
{
    QCOMPARE(literals::shell(Template(u"https://api.example.com/v1"_s)), u"https://api.example.com/v1"_s);
    QCOMPARE(literals::shell(Template(u"a?b=c&d"_s)), u"'a?b=c&d'"_s);
    QCOMPARE(literals::shell(Template()), u"''"_s);
    QCOMPARE(literals::python(QString()), u"\"\""_s);
}

void tst_Literals::writesGoAndCpp()
{
    QCOMPARE(literals::go(u"a\"\\\n\u202E\U0001F680"_s), u"\"a\\\"\\\\\\n\\u202e\U0001F680\""_s);
    QCOMPARE(literals::cpp(u"a\x01"
                           "9?"
                           "?="_s),
             u"\"a\\0019\\?\\?=\""_s);
    QCOMPARE(literals::go(Template::variable(u"T"_s)), u"os.Getenv(\"T\")"_s);
    QCOMPARE(literals::cpp(Template(u"Bearer "_s) + Template::variable(u"T"_s)), u"\"Bearer \" + qgetenv(\"T\")"_s);
}

QTEST_GUILESS_MAIN(tst_Literals)
#include "tst_literals.moc"
