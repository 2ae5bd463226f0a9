// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/words.h"

namespace fuseboard::wording {

QString filled(const QString &sentence, std::initializer_list<QString> values)
{
    QString result;
    result.reserve(sentence.size() + 64);
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const int digit = sentence[i] == u'%' && i + 1 < sentence.size() ? sentence[i + 1].digitValue() : -1;
        if (digit < 1 || std::size_t(digit) > values.size()) {
            result += sentence[i];
            continue;
        }
        result += *(values.begin() + digit - 1);
        ++i;
    }
    return result;
}

} // namespace fuseboard::wording
