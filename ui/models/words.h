// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>

namespace fuseboard::wording {

/// The one context under which translators find every text of this folder: Words::tr().
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

/// Puts %1, %2 … of a sentence in one pass, so that a value that holds "%1" itself stays what it is; placeholders
/// that the sentence does not use may have values.
QString filled(const QString &sentence, std::initializer_list<QString> values);

} // namespace fuseboard::wording
