// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/formatwording.h"

#include <QCoreApplication>
#include <QHash>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

struct FormatText
{
    Q_DECLARE_TR_FUNCTIONS(FormatText)
};

} // namespace

QString formatName(const QString &id)
{
    const QHash<QString, QString> names{
        {u"fuseboard"_s, FormatText::tr("Fuseboard JSON")},
        {u"python"_s, FormatText::tr("Python, APIClientConfig")},
        {u"curl"_s, u"cURL"_s},
        {u"httpie"_s, u"HTTPie"_s},
        {u"python-requests"_s, FormatText::tr("Python, requests")},
        {u"python-httpx"_s, FormatText::tr("Python, httpx")},
        {u"javascript-fetch"_s, FormatText::tr("JavaScript, fetch")},
        {u"go"_s, u"Go"_s},
        {u"cpp"_s, FormatText::tr("C++ with this library")},
    };
    return names.value(id, id);
}

QString formatNote(const QString &id)
{
    const QHash<QString, QString> notes{
        {u"fuseboard"_s,
         FormatText::tr("The client's own file. Secrets are references: whoever uses it sets their own.")},
        {u"python"_s,
         FormatText::tr("Every field of the class, the others as comments. Secrets are read from the environment.")},
        {u"curl"_s,
         FormatText::tr("Time limits, redirects and retries as curl has them. Secrets are read from the environment.")},
    };
    return notes.value(id);
}

} // namespace fuseboard::wording
