// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/draftrows.h"

#include "requests/querytext.h"

namespace fuseboard {

DraftRows rowsOf(const RequestDraft &draft)
{
    const RequestConfig &more = draft.more;
    return {queryText(draft.url), draft.params, more.pathParams, draft.headers, more.bodyKind, more.form,
            more.multipart,       more.tests,   more.captures,   more.auth};
}

void putRows(RequestDraft &draft, const DraftRows &rows)
{
    draft.url = withQueryText(draft.url, rows.query);
    draft.params = rows.params;
    draft.headers = rows.headers;
    draft.more.pathParams = rows.pathParams;
    draft.more.bodyKind = rows.bodyKind;
    draft.more.form = rows.form;
    draft.more.multipart = rows.multipart;
    draft.more.tests = rows.tests;
    draft.more.captures = rows.captures;
    draft.more.auth = rows.auth;
}

} // namespace fuseboard
