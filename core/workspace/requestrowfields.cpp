// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/requestrowfields.h"

#include "base/headersyntax.h"
#include "base/secretnames.h"
#include "config/configreader.h"
#include "config/formats/flagformat.h"
#include "config/formats/headerrules.h"
#include "config/formats/textformat.h"
#include "config/formats/wordformat.h"

#include <QRegularExpression>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr TextFormat longRowText{0, maxConfigBytes, TextFormat::Controls::Allowed};
constexpr TextFormat rowName{0, 1'000};
constexpr TextFormat rowFileName{0, 4'096};

constexpr WordFormat<TestSubject, 5> subjectWords{{{
    {TestSubject::Status, "status"_L1},
    {TestSubject::Time, "time"_L1},
    {TestSubject::Header, "header"_L1},
    {TestSubject::Json, "json"_L1},
    {TestSubject::Body, "body"_L1},
}}};

constexpr WordFormat<TestComparison, 9> comparisonWords{{{
    {TestComparison::Equals, "equals"_L1},
    {TestComparison::NotEquals, "not_equals"_L1},
    {TestComparison::Less, "less"_L1},
    {TestComparison::Greater, "greater"_L1},
    {TestComparison::Contains, "contains"_L1},
    {TestComparison::NotContains, "not_contains"_L1},
    {TestComparison::Matches, "matches"_L1},
    {TestComparison::Exists, "exists"_L1},
    {TestComparison::Absent, "absent"_L1},
}}};

constexpr WordFormat<CaptureSource, 3> sourceWords{{{
    {CaptureSource::Json, "json"_L1},
    {CaptureSource::Header, "header"_L1},
    {CaptureSource::Status, "status"_L1},
}}};

void needName(const QString &name, const FaultScope &scope)
{
    if (name.isEmpty())
        scope.missing(u"name"_s, TextFormat{1, rowName.longest}.allowed());
}

/// As in the headers of a client. By the names of headers for parameters too: a "key" or a "code" is mostly none.
void tellPlainSecret(const RequestEntry &entry, const FaultScope &scope)
{
    if (isSecretHeaderName(entry.name) && !entry.value.isEmpty() && !isOnlyReference(entry.name, entry.value))
        scope.child(u"value"_s).warning(ErrorDetail::PlainSecret, {AllowedKind::VariableReference});
}

void parameterRules(const RequestEntry &entry, const FaultScope &scope)
{
    tellPlainSecret(entry, scope);
    if (entry.enabled)
        needName(entry.name, scope);
}

void requestHeaderRules(const RequestEntry &entry, const FaultScope &scope)
{
    tellPlainSecret(entry, scope); // who has switched it off has it in the file nevertheless
    // A header that is switched off may be one that somebody is still writing.
    if (!entry.enabled)
        return;
    if (entry.name.isEmpty())
        scope.missing(u"name"_s, {AllowedKind::HeaderName});
    else if (!isHeaderName(entry.name) || isTransportHeader(entry.name))
        scope.child(u"name"_s).fault(ErrorDetail::BadHeaderName, {AllowedKind::HeaderName},
                                     shownHeaderName(entry.name));
    if (!isHeaderValue(entry.value))
        scope.child(u"value"_s).fault(ErrorDetail::BadHeaderValue, {AllowedKind::HeaderValue});
}

void partRules(const RequestPart &part, const FaultScope &scope)
{
    if (!part.enabled)
        return;
    needName(part.name, scope);
    if (!part.value.isEmpty() && !part.file.isEmpty())
        scope.child(u"file"_s).fault(ErrorDetail::Contradiction,
                                     AllowedValues::ofWords(AllowedKind::EitherField, {u"value"_s, u"file"_s}));
    if (!isHeaderValue(part.contentType))
        scope.child(u"content_type"_s).fault(ErrorDetail::BadHeaderValue, {AllowedKind::HeaderValue});
}

bool holdsVariable(const QString &text)
{
    return text.contains("{{"_L1);
}

/// Where in an answer: a header's name, or a path from the root of its JSON.
void targetRules(const QString &target, bool isHeader, const FaultScope &scope)
{
    const AllowedValues allowed{isHeader ? AllowedKind::HeaderName : AllowedKind::JsonPath};
    const FaultScope at = scope.child(u"target"_s);
    if (target.isEmpty())
        scope.missing(u"target"_s, allowed);
    else if (isHeader && !isHeaderName(target))
        at.fault(ErrorDetail::BadHeaderName, allowed, shownHeaderName(target));
    else if (!isHeader && !target.startsWith(u'$'))
        at.fault(ErrorDetail::OutOfRange, allowed);
}

void testRules(const RequestTest &test, const FaultScope &scope)
{
    if (!test.enabled || scope.child(u"subject"_s).isFaulty() || scope.child(u"comparison"_s).isFaulty())
        return;
    const bool isNumber = test.subject == TestSubject::Status || test.subject == TestSubject::Time;
    if (test.subject == TestSubject::Header || test.subject == TestSubject::Json)
        targetRules(test.target, test.subject == TestSubject::Header, scope);
    const FaultScope value = scope.child(u"value"_s);
    const bool isOrder = test.comparison == TestComparison::Less || test.comparison == TestComparison::Greater;
    const bool isEquality = test.comparison == TestComparison::Equals || test.comparison == TestComparison::NotEquals;
    bool isNumeric = false;
    test.value.toDouble(&isNumeric);
    if ((isOrder || (isNumber && isEquality)) && !isNumeric && !holdsVariable(test.value))
        value.fault(ErrorDetail::OutOfRange, {AllowedKind::NumberAsText});
    if (test.comparison == TestComparison::Matches && !QRegularExpression(test.value).isValid())
        value.fault(ErrorDetail::Syntax, {AllowedKind::RegularExpression});
}

bool isVariable(const QString &name)
{
    return std::all_of(name.cbegin(), name.cend(),
                       [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.'; });
}

void captureRules(const RequestCapture &capture, const FaultScope &scope)
{
    if (!capture.enabled)
        return;
    const AllowedValues allowed{AllowedKind::CapturedName};
    if (capture.variable.isEmpty())
        scope.missing(u"variable"_s, allowed);
    else if (!isVariable(capture.variable))
        scope.child(u"variable"_s).fault(ErrorDetail::OutOfRange, allowed);
    if (!scope.child(u"source"_s).isFaulty() && capture.source != CaptureSource::Status)
        targetRules(capture.target, capture.source == CaptureSource::Header, scope);
}

SectionFields<RequestEntry> entryFields(void (*rules)(const RequestEntry &, const FaultScope &))
{
    return {{
                field("name"_L1, &RequestEntry::name, rowName),
                field("value"_L1, &RequestEntry::value, longRowText),
                field("enabled"_L1, &RequestEntry::enabled, FlagFormat()),
                field("description"_L1, &RequestEntry::description, longRowText),
            },
            rules};
}

} // namespace

SectionFields<RequestEntry> parameterFields()
{
    return entryFields(parameterRules);
}

SectionFields<RequestEntry> requestHeaderFields()
{
    return entryFields(requestHeaderRules);
}

SectionFields<RequestPart> partFields()
{
    return {{
                field("name"_L1, &RequestPart::name, rowName),
                field("value"_L1, &RequestPart::value, longRowText),
                field("file"_L1, &RequestPart::file, rowFileName),
                field("content_type"_L1, &RequestPart::contentType, TextFormat{0, 200}),
                field("enabled"_L1, &RequestPart::enabled, FlagFormat()),
                field("description"_L1, &RequestPart::description, longRowText),
            },
            partRules};
}

SectionFields<RequestTest> testFields()
{
    return {{
                field("subject"_L1, &RequestTest::subject, subjectWords),
                field("target"_L1, &RequestTest::target, rowName),
                field("comparison"_L1, &RequestTest::comparison, comparisonWords),
                field("value"_L1, &RequestTest::value, longRowText),
                field("enabled"_L1, &RequestTest::enabled, FlagFormat()),
                field("description"_L1, &RequestTest::description, longRowText),
            },
            testRules};
}

SectionFields<RequestCapture> captureFields()
{
    return {{
                field("variable"_L1, &RequestCapture::variable, TextFormat{0, 200}),
                field("source"_L1, &RequestCapture::source, sourceWords),
                field("target"_L1, &RequestCapture::target, rowName),
                field("enabled"_L1, &RequestCapture::enabled, FlagFormat()),
                field("description"_L1, &RequestCapture::description, longRowText),
            },
            captureRules};
}

} // namespace fuseboard
