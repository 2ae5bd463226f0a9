// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/requestsnippet.h"

namespace fuseboard {

/// Python with one of its two usual libraries, whose calls differ in little more than their names.
class PythonSnippet final : public RequestSnippet
{
public:
    enum class Library { Requests, Httpx };

    explicit PythonSnippet(Library library)
        : m_library(library)
    {
    }

    [[nodiscard]] QString id() const override;

private:
    [[nodiscard]] QString code(const SnippetRequest &request) const override;

    const Library m_library;
};

} // namespace fuseboard
