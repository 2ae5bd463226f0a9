// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/xpathprotocol.h"

#include <string>

namespace fuseboard::xpath {

/// What an expression selects.
struct Answer
{
    Exit exit = Exit::Done;
    std::string text; ///< the values, or what is wrong with the body
    long place = 0; ///< of what is wrong
    long values = 0;
    bool isXml = true; ///< elements, and no bare values
    bool isCut = false;
    bool hasNamespace = false; ///< names without a prefix belong to one, in which plain names of an expression are not
};

/// Runs an XPath 1.0 in a body. Prefixes mean what they mean where the body says it first; "_" is the first namespace
/// of names without a prefix. Nothing is loaded, and no entity is expanded. It takes what time and memory it takes.
Answer run(const std::string &expression, const std::string &body);

} // namespace fuseboard::xpath
