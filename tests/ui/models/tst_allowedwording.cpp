// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/allowedwording.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The words stand in the JSON of "fuseboard-cli validate" and in docs/files.md, so that each is promised.
class TestAllowedWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsWithParts_data();
    void kindsWithParts();
    void kindsWithoutParts_data();
    void kindsWithoutParts();
    void everyKindHasWords();
    void theTypeIsToldWhereItIsWrong_data();
    void theTypeIsToldWhereItIsWrong();
    void partsMayBeAbsent();
    void aLongCircleIsCut();
};

void TestAllowedWording::kindsWithParts_data()
{
    QTest::addColumn<AllowedValues>("allowed");
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &text, const AllowedValues &allowed) {
        QTest::newRow(qPrintable(text)) << allowed << text;
    };
    const auto words = [](AllowedKind kind, const QStringList &all) { return AllowedValues::ofWords(kind, all); };
    row(u"0.001 … 86400"_s, AllowedValues::number(0.001, 86'400));
    row(u"above 0 … 100"_s, AllowedValues::numberAbove(0, 100));
    row(u"0 … 1000000"_s, AllowedValues::wholeNumber(0, 1'000'000));
    row(u"1 … 9007199254740992"_s, AllowedValues::wholeNumber(1, 9'007'199'254'740'992));
    row(u"number"_s, {AllowedKind::Number});
    row(u"text"_s, {AllowedKind::Text});
    row(u"0 … 200 characters without line breaks"_s, AllowedValues::textInOneLine(0, 200));
    row(u"1 … 200 characters without line breaks, not only blanks"_s, AllowedValues::textInOneLine(1, 200));
    row(u"0 … 10000000 characters"_s, AllowedValues::text(0, 10'000'000));
    row(u"at most 4000 characters"_s, AllowedValues::atMost(AllowedKind::Text, 4'000));
    row(u"list of codes 100 … 599"_s, {AllowedKind::CodeList, 100, 599});
    row(u"header | query | body"_s, words(AllowedKind::Words, {u"header"_s, u"query"_s, u"body"_s}));
    row(u"1"_s, words(AllowedKind::Words, {u"1"_s}));
    row(u"at most total_timeout"_s, words(AllowedKind::AtMostField, {u"total_timeout"_s}));
    row(u"at least timeout"_s, words(AllowedKind::AtLeastField, {u"timeout"_s}));
    row(u"value or file"_s, words(AllowedKind::EitherField, {u"value"_s, u"file"_s}));
    row(u"max_retries"_s, words(AllowedKind::Meant, {u"max_retries"_s}));
    row(u"a → b → a"_s, words(AllowedKind::Circle, {u"a"_s, u"b"_s, u"a"_s}));
    row(u"{{id}} other than . and .."_s, words(AllowedKind::VariableInPath, {u"id"_s}));
    row(u", or }"_s, words(AllowedKind::Sign, {u","_s, u"}"_s}));
    row(u":"_s, words(AllowedKind::Sign, {u":"_s}));
    row(u"64 levels"_s, AllowedValues::atMost(AllowedKind::Levels, 64));
    row(u"16"_s, AllowedValues::atMost(AllowedKind::Depth, 16));
    row(u"200000 values"_s, AllowedValues::atMost(AllowedKind::ValueCount, 200'000));
    row(u"10000000 bytes"_s, AllowedValues::atMost(AllowedKind::Bytes, 10'000'000));
    row(u"0 … 5 %1"_s, words(AllowedKind::Told, {u"0 … 5 %1"_s}));
}

void TestAllowedWording::kindsWithParts()
{
    QFETCH(const AllowedValues, allowed);
    QTEST(wording::allowedText(allowed), "text");
}

void TestAllowedWording::kindsWithoutParts_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<AllowedKind>("kind");
    QTest::addColumn<QString>("text");
    const auto row = [](AllowedKind kind, const QString &text) {
        QTest::newRow(allowedKindName(kind).data()) << kind << text;
    };
    row(AllowedKind::Unknown, {});
    row(AllowedKind::Flag, u"true | false"_s);
    row(AllowedKind::NumberAsText, u"a number"_s);
    row(AllowedKind::Name, u"a name"_s);
    row(AllowedKind::FreeName, u"a name that has no field of its own"_s);
    row(AllowedKind::VariableName, u"a name of letters, digits, _ . -"_s);
    row(AllowedKind::CapturedName, u"letters, digits, _ - ."_s);
    row(AllowedKind::Slug,
        u"a-z 0-9 - _ . in up to 100 characters, a letter or digit first, and no name of a device in Windows (con, nul, com1)"_s);
    row(AllowedKind::UserName, u"text without ':'"_s);
    row(AllowedKind::FileName, u"a file name"_s);
    row(AllowedKind::EnvironmentFile, u"the name of a file in environments/, without .json"_s);
    row(AllowedKind::HostName, u"a host name"_s);
    row(AllowedKind::BareHostName, u"a host name without scheme, port and path"_s);
    row(AllowedKind::Sha256, u"64 hexadecimal digits"_s);
    row(AllowedKind::SpacelessWord, u"a word without spaces"_s);
    row(AllowedKind::JsonPath, u"a path such as $.items[0].id"_s);
    row(AllowedKind::RegularExpression, u"a regular expression"_s);
    row(AllowedKind::Method, u"GET | POST | PUT | PATCH | DELETE | … not CONNECT"_s);
    row(AllowedKind::HeaderName, u"letters, digits and !#$%&'*+-.^_`|~; not Content-Length, Connection and such"_s);
    row(AllowedKind::HeaderValue, u"no line breaks, control characters or blanks at the ends"_s);
    row(AllowedKind::Url, u"http:// or https:// with a host, port 1 … 65535, no user info, no #"_s);
    row(AllowedKind::CredentialsUrl, u"https:// with a host, or http:// to this machine"_s);
    row(AllowedKind::PathSegment, u"not . or .."_s);
    row(AllowedKind::SecretReference, u"\"${env:NAME}\" | {\"secret\": \"keychain\"}"_s);
    row(AllowedKind::SecretOrText, u"text | \"${env:NAME}\" | {\"secret\": \"keychain\"}"_s);
    row(AllowedKind::VariableReference, u"{{variable}}"_s);
    row(AllowedKind::VariableOrEnvironment, u"{{variable}} | ${env:NAME}"_s);
    row(AllowedKind::WordList, u"list of text"_s);
    row(AllowedKind::ObjectList, u"list of objects"_s);
    row(AllowedKind::Object, u"object"_s);
    row(AllowedKind::AnyObject, u"a JSON object"_s);
    row(AllowedKind::NamesAndText, u"object of names and text"_s);
    row(AllowedKind::NamesAndValues, u"object of names and values"_s);
    row(AllowedKind::NamesAndSecrets, u"object of names and secrets"_s);
    row(AllowedKind::OnceEach, u"each name once"_s);
    row(AllowedKind::OnceInAnyCase, u"each name once, whatever its case"_s);
    row(AllowedKind::OnceEachCode, u"each code once"_s);
    row(AllowedKind::Utf8, u"UTF-8"_s);
    row(AllowedKind::TextWithoutNul, u"JSON text without NUL"_s);
    row(AllowedKind::Document, u"{ … }"_s);
    row(AllowedKind::FieldBehindComma, u", \"name\""_s);
    row(AllowedKind::ValueBehindComma, u", a value"_s);
    row(AllowedKind::QuotedName, u"a name in double quotes"_s);
    row(AllowedKind::QuotedText, u"text in double quotes"_s);
    row(AllowedKind::AnyValue, u"a value"_s);
    row(AllowedKind::TheEnd, u"nothing more"_s);
}

void TestAllowedWording::kindsWithoutParts()
{
    QFETCH(const AllowedKind, kind);
    QTEST(wording::allowedText(AllowedValues{kind}), "text");
}

void TestAllowedWording::everyKindHasWords()
{
    for (int i = int(AllowedKind::Unknown) + 1; i <= int(AllowedKind::Told); ++i) {
        const AllowedValues allowed{AllowedKind(i), 1, 2, false, {u"a"_s, u"b"_s}};
        QVERIFY2(!wording::allowedText(allowed).isEmpty(), allowedKindName(AllowedKind(i)).data());
    }
}

void TestAllowedWording::theTypeIsToldWhereItIsWrong_data()
{
    QTest::addColumn<AllowedValues>("allowed");
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &text, const AllowedValues &allowed) {
        QTest::newRow(qPrintable(text)) << allowed << text;
    };
    row(u"number, 0.1 … 3600"_s, AllowedValues::number(0.1, 3'600));
    row(u"number, above 0 … 1"_s, AllowedValues::numberAbove(0, 1));
    row(u"whole number, 0 … 1000"_s, AllowedValues::wholeNumber(0, 1'000));
    row(u"text, 1 … 200 characters without line breaks, not only blanks"_s, AllowedValues::textInOneLine(1, 200));
    row(u"text, 0 … 9 characters"_s, AllowedValues::text(0, 9));
    row(u"text"_s, {AllowedKind::Text});
    row(u"true | false"_s, {AllowedKind::Flag});
    row(u"list of codes 100 … 599"_s, {AllowedKind::CodeList, 100, 599});
}

void TestAllowedWording::theTypeIsToldWhereItIsWrong()
{
    QFETCH(const AllowedValues, allowed);
    QTEST(wording::allowedText(ConfigFault{ErrorDetail::WrongType, {}, {}, allowed, 0, 0}), "text");
    QCOMPARE(wording::allowedText(ConfigFault{ErrorDetail::OutOfRange, {}, {}, allowed, 0, 0}),
             wording::allowedText(allowed));
}

// As a damaged history could have it.
void TestAllowedWording::partsMayBeAbsent()
{
    for (int i = 0; i <= int(AllowedKind::Told); ++i) {
        for (const ErrorDetail detail : {ErrorDetail::WrongType, ErrorDetail::OutOfRange})
            wording::allowedText(ConfigFault{detail, {}, {}, {AllowedKind(i)}, 0, 0});
    }
    QCOMPARE(wording::allowedText({AllowedKind::AtMostField}), u"at most "_s);
    QCOMPARE(wording::allowedText({AllowedKind::Words}), QString());
}

void TestAllowedWording::aLongCircleIsCut()
{
    const QStringList way(100, u"name"_s);
    const QString text = wording::allowedText(AllowedValues::ofWords(AllowedKind::Circle, way));
    QCOMPARE(text.size(), 80);
    QVERIFY(text.startsWith(u"name → name → "_s) && text.endsWith(u'…'));
}

QTEST_GUILESS_MAIN(TestAllowedWording)
#include "tst_allowedwording.moc"
