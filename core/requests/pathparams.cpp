// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/pathparams.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

struct PathParam
{
    qsizetype at; ///< of the colon
    QString name;
};

bool isParamCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
}

QList<PathParam> pathParamsIn(const QString &path)
{
    QList<PathParam> found;
    for (qsizetype i = 0; i < path.size() && path[i] != u'?' && path[i] != u'#'; ++i) {
        const bool begins = path[i] == u':' && (i == 0 || path[i - 1] == u'/');
        qsizetype end = i + 1;
        while (begins && end < path.size() && isParamCharacter(path[end]))
            ++end;
        if (begins && end > i + 1)
            found.append({i, path.mid(i + 1, end - i - 1)});
    }
    return found;
}

} // namespace

QStringList pathParamNames(const QString &path)
{
    QStringList names;
    for (const PathParam &param : pathParamsIn(path)) {
        if (!names.contains(param.name))
            names.append(param.name);
    }
    return names;
}

QString withPathParams(const QString &path, const std::function<std::optional<QString>(const QString &)> &encodedOf)
{
    QString result;
    qsizetype from = 0;
    for (const PathParam &param : pathParamsIn(path)) {
        const auto value = encodedOf(param.name);
        if (!value)
            continue;
        result += path.mid(from, param.at - from) + *value;
        from = param.at + 1 + param.name.size();
    }
    return result + path.mid(from);
}

} // namespace fuseboard
