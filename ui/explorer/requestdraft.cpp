// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestdraft.h"

#include "requests/pathparams.h"
#include "requests/querytext.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

namespace {

/// Lines that were put in, with nothing written there: no request could be saved or sent with them.
void dropEmpty(auto &rows)
{
    rows.removeAll({});
}

/// A :name of the path has a row that waits for a value, whether or not the file knows of it: sent as it stands it
/// would be an address that nobody meant.
void addShownPathParams(RequestConfig &config)
{
    const QStringList names = pathParamNames(config.path);
    for (const QString &name : names) {
        const bool isKnown = std::any_of(config.pathParams.begin(), config.pathParams.end(),
                                         [&name](const RequestEntry &entry) { return entry.name == name; });
        if (!isKnown)
            config.pathParams.append({name, {}});
    }
}

} // namespace

RequestDraft draftOf(const QString &clientId, const QString &requestId, const RequestConfig &config)
{
    RequestDraft draft;
    draft.clientId = clientId;
    draft.requestId = requestId;
    draft.more = config;
    draft.name = std::exchange(draft.more.name, {});
    draft.method = std::exchange(draft.more.method, RequestConfig().method);
    draft.url = withMoreQueryFields(config.path, config.params);
    draft.params = queryFields(std::exchange(draft.more.path, {})) + std::exchange(draft.more.params, {});
    draft.headers = std::exchange(draft.more.headers, {});
    draft.body = std::exchange(draft.more.body, {});
    draft.contentType = std::exchange(draft.more.contentType, {});
    return draft;
}

RequestConfig configOf(const RequestDraft &draft)
{
    RequestConfig config = draft.more;
    config.name = draft.name;
    config.method = draft.method;
    auto [path, rows] = splitQuery(draft.url, draft.params.isEmpty() ? queryFields(draft.url) : draft.params);
    config.path = std::move(path);
    config.params = std::move(rows);
    config.headers = draft.headers;
    config.body = draft.body;
    config.contentType = draft.contentType;
    dropEmpty(config.params);
    dropEmpty(config.headers);
    dropEmpty(config.form);
    dropEmpty(config.multipart);
    dropEmpty(config.captures);
    return config;
}

bool isBaseUrlVariable(const VariableRange &range)
{
    return range.at == 0 && range.name == QLatin1String("base_url");
}

Result<BuiltRequest> builtOf(const RequestDraft &draft, const RequestMeans &means)
{
    // The URL is what its user sees.
    RequestConfig config = configOf(draft);
    config.path = draft.url;
    config.params.clear();
    addShownPathParams(config);
    return buildRequest(config, means);
}

Result<Request> requestOf(const RequestDraft &draft, const VariableScope &scope)
{
    const auto built = builtOf(draft, {scope});
    return built ? Result<Request>(built->request) : Result<Request>(built.error());
}

} // namespace fuseboard
