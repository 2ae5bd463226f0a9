// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonpathparser.h"

#include <limits>

namespace fuseboard {

namespace {

constexpr qsizetype longestPath = 10'000;
constexpr int deepestExpression = 64;

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_' || c.unicode() >= 0x80;
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

Result<JsonPath> JsonPathParser::run()
{
    if (m_text.size() > longestPath)
        return Error(ErrorKind::ConfigInvalid, ErrorDetail::TooDeep);
    skipSpace();
    JsonPath path;
    if (peek() == u'$')
        path = query();
    else
        fail();
    skipSpace();
    if (m_at < m_text.size())
        fail();
    if (!failed())
        return path;
    Error error(ErrorKind::ConfigInvalid, m_tooDeep ? ErrorDetail::TooDeep : ErrorDetail::Syntax);
    error.bytes = m_fault;
    return error;
}

void JsonPathParser::fail()
{
    if (!failed())
        m_fault = m_at;
}

void JsonPathParser::skipSpace()
{
    while (peek() == u' ' || peek() == u'\t' || peek() == u'\n' || peek() == u'\r')
        ++m_at;
}

bool JsonPathParser::take(QStringView sign)
{
    if (!QStringView(m_text).mid(m_at).startsWith(sign))
        return false;
    m_at += sign.size();
    return true;
}

void JsonPathParser::expect(QStringView sign)
{
    skipSpace();
    if (!take(sign))
        fail();
}

JsonPath JsonPathParser::query()
{
    JsonPath path;
    path.fromRoot = peek() == u'$';
    if (!take(u"$") && !take(u"@"))
        fail();
    while (!failed()) {
        const qsizetype before = m_at;
        skipSpace();
        if (peek() != u'.' && peek() != u'[') {
            m_at = before;
            break;
        }
        path.segments << segment();
    }
    return path;
}

JsonPathSegment JsonPathParser::segment()
{
    JsonPathSegment segment;
    if (take(u"..")) {
        if (peek() == u'[')
            segment = bracket();
        else
            segment.selectors << shorthand();
        segment.descendants = true;
        return segment;
    }
    if (!take(u"."))
        return bracket();
    segment.selectors << shorthand();
    return segment;
}

JsonPathSelector JsonPathParser::shorthand()
{
    JsonPathSelector selector;
    if (take(u"*"))
        return selector;
    selector.kind = JsonPathSelector::Kind::Name;
    const qsizetype from = m_at;
    while (isNameStart(peek()) || (m_at > from && isAsciiDigit(peek())))
        ++m_at;
    if (m_at == from)
        fail();
    selector.name = QStringView(m_text).sliced(from, m_at - from).toUtf8();
    return selector;
}

JsonPathSegment JsonPathParser::bracket()
{
    JsonPathSegment segment;
    expect(u"[");
    do {
        skipSpace();
        segment.selectors << selector();
        skipSpace();
    } while (!failed() && take(u","));
    expect(u"]");
    return segment;
}

JsonPathSelector JsonPathParser::selector()
{
    JsonPathSelector selector;
    if (take(u"*"))
        return selector;
    if (peek() == u'\'' || peek() == u'"') {
        selector.kind = JsonPathSelector::Kind::Name;
        selector.name = quoted();
        return selector;
    }
    if (!take(u"?"))
        return indexOrSlice();
    selector.kind = JsonPathSelector::Kind::Filter;
    selector.filter = orExpression();
    return selector;
}

JsonPathSelector JsonPathParser::indexOrSlice()
{
    JsonPathSelector selector;
    selector.kind = JsonPathSelector::Kind::Index;
    selector.first = integer();
    skipSpace();
    if (!take(u":")) {
        if (!selector.first)
            fail();
        return selector;
    }
    selector.kind = JsonPathSelector::Kind::Slice;
    skipSpace();
    selector.last = integer();
    skipSpace();
    if (take(u":")) {
        skipSpace();
        selector.step = integer().value_or(1);
    }
    return selector;
}

std::optional<qint64> JsonPathParser::integer()
{
    const qsizetype from = m_at;
    take(u"-");
    while (isAsciiDigit(peek()))
        ++m_at;
    if (m_at == from)
        return {};
    const QStringView digits = QStringView(m_text).sliced(from, m_at - from);
    bool ok = false;
    const qint64 number = digits.toLongLong(&ok);
    constexpr qint64 most = (qint64(1) << 53) - 1;
    const bool isPadded = digits.startsWith(u"-0") || (digits.startsWith(u'0') && digits.size() > 1);
    if (!ok || isPadded || number > most || number < -most)
        fail();
    return number;
}

JsonPathParser::Expression JsonPathParser::orExpression()
{
    if (++m_depth > deepestExpression) {
        m_tooDeep = true;
        fail();
        return {};
    }
    Expression left = andExpression();
    skipSpace();
    while (!failed() && take(u"||")) {
        auto both = std::make_shared<JsonPathExpression>();
        both->kind = JsonPathExpression::Kind::Or;
        both->left = left;
        both->right = andExpression();
        left = both;
        skipSpace();
    }
    --m_depth;
    return left;
}

JsonPathParser::Expression JsonPathParser::andExpression()
{
    Expression left = basic();
    skipSpace();
    while (!failed() && take(u"&&")) {
        auto both = std::make_shared<JsonPathExpression>();
        both->kind = JsonPathExpression::Kind::And;
        both->left = left;
        both->right = basic();
        left = both;
        skipSpace();
    }
    return left;
}

JsonPathParser::Expression JsonPathParser::basic()
{
    skipSpace();
    if (take(u"!")) {
        auto negated = std::make_shared<JsonPathExpression>();
        negated->kind = JsonPathExpression::Kind::Not;
        skipSpace();
        const bool isTest = peek() == u'(' || peek() == u'@' || peek() == u'$';
        if (!isTest)
            fail();
        else if (take(u"(")) {
            negated->left = orExpression();
            expect(u")");
        } else {
            auto test = std::make_shared<JsonPathExpression>();
            test->first = operand();
            negated->left = test;
        }
        return negated;
    }
    if (!take(u"("))
        return comparison();
    Expression inside = orExpression();
    expect(u")");
    return inside;
}

JsonPathParser::Expression JsonPathParser::comparison()
{
    auto expression = std::make_shared<JsonPathExpression>();
    expression->first = operand();
    skipSpace();
    const auto sign = comparisonSign();
    if (!sign) {
        if (!expression->first.literal.isEmpty())
            fail(); // a literal alone is no test
        return expression;
    }
    expression->kind = *sign;
    skipSpace();
    expression->second = operand();
    for (const JsonPathOperand *side : {&expression->first, &expression->second}) {
        if (side->literal.isEmpty() && !side->query.isSingular())
            fail();
    }
    return expression;
}

std::optional<JsonPathExpression::Kind> JsonPathParser::comparisonSign()
{
    using Kind = JsonPathExpression::Kind;
    if (take(u"=="))
        return Kind::Equal;
    if (take(u"!="))
        return Kind::NotEqual;
    if (take(u"<="))
        return Kind::LessOrEqual;
    if (take(u">="))
        return Kind::GreaterOrEqual;
    if (take(u"<"))
        return Kind::Less;
    if (take(u">"))
        return Kind::Greater;
    return {};
}

} // namespace fuseboard
