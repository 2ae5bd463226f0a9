// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard::xpath {

// Between the application and its program for XPath, which takes the expression as its argument and the body, in UTF-8,
// on its standard input. It answers with "xml|text COUNT whole|cut plain|namespaced", a line of its own, and then the
// values, each with a line feed behind it. Of what is wrong it tells more on standard error: a place, a space, and
// words.

/// How it ends.
enum class Exit {
    Done = 0,
    BadUse = 1,
    BadExpression = 2, ///< the place is a byte of the expression, from 0
    BadXml = 3, ///< the place is a line of the body
    OwnEntities = 4,
    TooLarge = 5, ///< for the memory that it may have
    UnknownPrefix = 6,
    UnknownFunction = 7,
    UnknownVariable = 8,
    BadArguments = 9, ///< of a function or an operator: too many, too few, or of the wrong kind
};

inline constexpr long long mostBody = 64'000'000;
inline constexpr long long mostResult = 60'000'000; ///< without the first line

} // namespace fuseboard::xpath
