// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"

namespace fuseboard {

/// What of a draft stands in tables, with what decides how that is sent, and its credentials. A value.
struct DraftRows
{
    QString query; ///< of the URL, as it is written there
    Fields params;
    Fields pathParams;
    Fields headers;
    BodyKind bodyKind = RequestConfig().bodyKind;
    Fields form;
    QList<RequestPart> multipart;
    QList<RequestTest> tests;
    QList<RequestCapture> captures;
    Boxed<AuthConfig> auth;

    friend bool operator==(const DraftRows &, const DraftRows &) = default;
};

DraftRows rowsOf(const RequestDraft &draft);
void putRows(RequestDraft &draft, const DraftRows &rows);

/// Calls with each member in turn.
template<class Take>
void forEachMember(Take take)
{
    take(&DraftRows::query);
    take(&DraftRows::params);
    take(&DraftRows::pathParams);
    take(&DraftRows::headers);
    take(&DraftRows::bodyKind);
    take(&DraftRows::form);
    take(&DraftRows::multipart);
    take(&DraftRows::tests);
    take(&DraftRows::captures);
    take(&DraftRows::auth);
}

} // namespace fuseboard
