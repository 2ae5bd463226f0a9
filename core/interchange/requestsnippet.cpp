// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/requestsnippet.h"

#include "interchange/cppsnippet.h"
#include "interchange/curlsnippet.h"
#include "interchange/fetchsnippet.h"
#include "interchange/gosnippet.h"
#include "interchange/httpiesnippet.h"
#include "interchange/pythonsnippet.h"

namespace fuseboard {

RequestSnippet::~RequestSnippet() = default;

std::vector<std::unique_ptr<RequestSnippet>> requestSnippets()
{
    std::vector<std::unique_ptr<RequestSnippet>> snippets;
    snippets.push_back(std::make_unique<CurlSnippet>());
    snippets.push_back(std::make_unique<HttpieSnippet>());
    snippets.push_back(std::make_unique<PythonSnippet>(PythonSnippet::Library::Requests));
    snippets.push_back(std::make_unique<PythonSnippet>(PythonSnippet::Library::Httpx));
    snippets.push_back(std::make_unique<FetchSnippet>());
    snippets.push_back(std::make_unique<GoSnippet>());
    snippets.push_back(std::make_unique<CppSnippet>());
    return snippets;
}

} // namespace fuseboard
