// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

#include <array>

namespace fuseboard {

/// The value of an enum as a word, read in any case and written in lower case.
template<class Enum, std::size_t count>
struct WordFormat
{
    struct Word
    {
        Enum value;
        QLatin1String word;
    };

    std::array<Word, count> words;

    [[nodiscard]] std::optional<Enum> read(const JsonValue &json, const FaultScope &scope) const
    {
        if (!json.isText()) {
            scope.fault(ErrorDetail::WrongType, allowed());
            return std::nullopt;
        }
        for (const Word &word : words) {
            if (json.text.compare(word.word, Qt::CaseInsensitive) == 0)
                return word.value;
        }
        scope.fault(ErrorDetail::UnknownName, allowed());
        return std::nullopt;
    }

    /// Empty, which no reader takes, for what is no value of the enum.
    [[nodiscard]] JsonValue write(Enum value) const
    {
        for (const Word &word : words) {
            if (word.value == value)
                return JsonValue::ofText(word.word);
        }
        return JsonValue::ofText({});
    }

    [[nodiscard]] AllowedValues allowed() const
    {
        QStringList all;
        for (const Word &word : words)
            all.append(word.word);
        return AllowedValues::ofWords(AllowedKind::Words, all);
    }
};

} // namespace fuseboard
