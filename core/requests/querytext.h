// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/requestrows.h"

#include <QList>

namespace fuseboard {

// The query of a URL as its user writes it, {{variables}} and all. Nothing is decoded and nothing encoded but what
// would end a field, so that what is shown is what is sent.

/// The query as it is written, with its '?'; empty where there is none.
QString queryText(const QString &url);
/// The URL with such a query in the place of its own; the fragment stays.
QString withQueryText(const QString &url, const QString &query);

/// The fields of the query, all enabled; empty pieces between two & are left out.
QList<RequestEntry> queryFields(const QString &url);

/// The URL with its query replaced by the enabled fields; the fragment stays. A field that its query had stays as it is
/// written there, with or without "="; others have one, be their value empty. Those without name and value are left
/// out.
QString withQueryFields(const QString &url, const QList<RequestEntry> &fields);

/// The URL as it is, with the enabled fields behind those of its query.
QString withMoreQueryFields(const QString &url, const QList<RequestEntry> &fields);

/// A URL in two pieces, which withMoreQueryFields() puts together again.
struct SplitQuery
{
    QString url;
    QList<RequestEntry> rows;
};

/// Takes from the query what rows can hold, as fields have it, so that the same is sent. A piece without "=" or without
/// a name is none, and whatever stands before it stays in the URL with it, for rows come last. Only a field with a note
/// leaves its place and becomes a row there too: a URL has no room for notes. Disabled fields are always rows.
SplitQuery splitQuery(const QString &url, const QList<RequestEntry> &fields);

/// After the URL was edited: its fields, with the disabled ones of before at their old places. What is noted of a field
/// stays with its name.
QList<RequestEntry> mergedQueryFields(const QString &url, const QList<RequestEntry> &before);

} // namespace fuseboard
