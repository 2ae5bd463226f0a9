// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/boundedmatch.h"

#include <QRegularExpression>

#include <array>
#include <iterator>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// A possessive loop is one step, however long: what a step may cost has this bound.
constexpr qsizetype longestMatched = 40'000;
constexpr qint64 mostSteps = 10'000'000;
constexpr int stepsOfTry[] = {32, 1'000, 30'000, 1'000'000};

/// One that gives up after so many steps. The library counts them for each place anew, and neither those of its
/// compiled form nor those of a loop that it knows not to go back into.
QRegularExpression limited(const QString &pattern, int steps)
{
    const QString limits = u"(*NO_JIT)(*NO_AUTO_POSSESS)(*LIMIT_DEPTH=10000)(*LIMIT_MATCH=%1)"_s.arg(steps);
    return QRegularExpression(limits + pattern, QRegularExpression::UseUnicodePropertiesOption);
}

/// As the library wants it where it does not look itself, which it would do at each place.
QString beginningOf(const QString &text)
{
    const bool isLong = text.size() > longestMatched;
    const bool cutsPair = isLong && text.at(longestMatched - 1).isHighSurrogate();
    const QString begin = isLong ? text.left(longestMatched - (cutsPair ? 1 : 0)) : text;
    return begin.isValidUtf16() ? begin : QString::fromUtf8(begin.toUtf8());
}

class BoundedMatch
{
public:
    BoundedMatch(const QString &text, const QString &pattern, const CheckCancelled &isCancelled)
        : m_text(beginningOf(text))
        , m_isCut(m_text.size() < text.size())
        , m_pattern(pattern)
        , m_isCancelled(isCancelled)
    {
    }

    /// Nothing where that cannot be told.
    std::optional<bool> run()
    {
        for (qsizetype at = 0; at <= m_text.size(); ++at) {
            const bool isInsidePair = at < m_text.size() && m_text.at(at).isLowSurrogate();
            const auto matches = isInsidePair ? false : matchesAt(at);
            if (!matches || *matches)
                return matches;
        }
        return m_isCut ? std::nullopt : std::optional(false);
    }

private:
    std::optional<bool> matchesAt(qsizetype at)
    {
        // What it needs of a text that goes on behind the cut, nobody knows.
        const auto type = m_isCut ? QRegularExpression::PartialPreferFirstMatch : QRegularExpression::NormalMatch;
        const auto options = QRegularExpression::AnchorAtOffsetMatchOption
            | QRegularExpression::DontCheckSubjectStringMatchOption;
        for (std::size_t i = 0; i < std::size(stepsOfTry); ++i) {
            m_steps += stepsOfTry[i];
            if (m_steps > mostSteps || (m_isCancelled && m_isCancelled()))
                return std::nullopt;
            if (m_tries[i].pattern().isEmpty())
                m_tries[i] = limited(m_pattern, stepsOfTry[i]);
            const auto match = m_tries[i].match(m_text, at, type, options);
            if (match.isValid() && !match.hasPartialMatch())
                return match.hasMatch();
            if (match.isValid())
                return std::nullopt;
        }
        return std::nullopt;
    }

    QString m_text;
    bool m_isCut;
    QString m_pattern;
    const CheckCancelled &m_isCancelled;
    std::array<QRegularExpression, std::size(stepsOfTry)> m_tries;
    qint64 m_steps = 0;
};

} // namespace

Result<bool> matchesSomewhere(const QString &text, const QString &pattern, const CheckCancelled &isCancelled)
{
    if (!QRegularExpression(pattern).isValid() || !limited(pattern, stepsOfTry[0]).isValid())
        return Error(ErrorKind::ConfigInvalid, ErrorDetail::Syntax);
    const auto matches = BoundedMatch(text, pattern, isCancelled).run();
    return matches ? Result<bool>(*matches) : Error(ErrorKind::ConfigInvalid, ErrorDetail::TooBig);
}

} // namespace fuseboard
