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

using namespace Qt::StringLiterals;

RequestSnippet::~RequestSnippet() = default;

QString RequestSnippet::write(const SnippetRequest &request) const
{
    QString text;
    for (const QString &line : lacking(request))
        text += commentSign() + line + u'\n';
    return text + code(request);
}

QStringList RequestSnippet::lacking(const SnippetRequest &request) const
{
    return request.isBodyText ? QStringList() : QStringList{noteOnSaved("the body"_L1, savedBody)};
}

QString RequestSnippet::noteOnSaved(QLatin1StringView what, const QString &file)
{
    return u"Not in here: %1. It is read from %2, which has to be saved beside this."_s.arg(what, file);
}

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
