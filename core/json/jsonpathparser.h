// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/jsonpath.h"

namespace fuseboard {

/// Reads a JSONPath by descent. After a fault it reads on no further.
class JsonPathParser
{
public:
    explicit JsonPathParser(const QString &text)
        : m_text(text)
    {
    }

    Result<JsonPath> run();

private:
    using Expression = std::shared_ptr<const JsonPathExpression>;

    JsonPath query();
    JsonPathSegment segment();
    JsonPathSegment bracket();
    JsonPathSelector shorthand();
    JsonPathSelector selector();
    JsonPathSelector indexOrSlice();
    Expression orExpression();
    Expression andExpression();
    Expression basic();
    Expression comparison();
    JsonPathOperand operand();
    QByteArray literal();
    QByteArray quoted();
    void escape(QString &name);
    std::optional<qint64> integer();
    std::optional<JsonPathExpression::Kind> comparisonSign();

    [[nodiscard]] bool failed() const { return m_fault >= 0; }
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar();
    }
    void skipSpace();
    bool take(QStringView sign);
    void expect(QStringView sign);
    void fail();

    QString m_text;
    qsizetype m_at = 0;
    qsizetype m_fault = -1;
    int m_depth = 0;
    bool m_tooDeep = false;
};

} // namespace fuseboard
