// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/cookiesmodel.h"

#include "models/figures.h"

namespace fuseboard {

namespace {

constexpr qsizetype shownCookieCharacters = 300;
constexpr qsizetype cookieTipCharacters = 4'000;

void addFlag(QByteArray &flags, const QByteArray &flag)
{
    if (!flags.isEmpty())
        flags += ", ";
    flags += flag;
}

void takeAttribute(CookieRow &cookie, const QByteArray &attribute)
{
    const qsizetype sign = attribute.indexOf('=');
    const QByteArray name = attribute.left(sign < 0 ? attribute.size() : sign).trimmed();
    const QByteArray value = sign < 0 ? QByteArray() : attribute.mid(sign + 1).trimmed();
    const QByteArray lower = name.toLower();
    if (lower == "domain")
        cookie.domain = value;
    else if (lower == "path")
        cookie.path = value;
    else if (lower == "max-age")
        cookie.expires = value + " s"; // counts before Expires
    else if (lower == "expires")
        cookie.expires = cookie.expires.isEmpty() ? value : cookie.expires;
    else if (!name.isEmpty())
        addFlag(cookie.flags, value.isEmpty() ? name : name + '=' + value);
}

const QByteArray &cookieField(const CookieRow &cookie, int column)
{
    switch (column) {
    case CookiesModel::NameColumn:
        return cookie.name;
    case CookiesModel::ValueColumn:
        return cookie.value;
    case CookiesModel::DomainColumn:
        return cookie.domain;
    case CookiesModel::PathColumn:
        return cookie.path;
    case CookiesModel::ExpiresColumn:
        return cookie.expires;
    default:
        return cookie.flags;
    }
}

} // namespace

CookieRow parseSetCookie(const QByteArray &field)
{
    CookieRow cookie;
    const QList<QByteArray> parts = field.split(';');
    const QByteArray &pair = parts.first();
    const qsizetype sign = pair.indexOf('=');
    cookie.name = sign < 0 ? QByteArray() : pair.left(sign).trimmed();
    cookie.value = pair.mid(sign + 1).trimmed();
    for (qsizetype i = 1; i < parts.size(); ++i)
        takeAttribute(cookie, parts[i]);
    return cookie;
}

CookiesModel::CookiesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void CookiesModel::setHeaders(const Headers &headers)
{
    beginResetModel();
    m_cookies.clear();
    for (const Headers::Field &field : headers.fields()) {
        if (field.first.compare("Set-Cookie", Qt::CaseInsensitive) == 0)
            m_cookies << parseSetCookie(field.second);
    }
    endResetModel();
}

int CookiesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cookies.size());
}

int CookiesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FlagsColumn + 1;
}

QVariant CookiesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString text = QString::fromUtf8(cookieField(m_cookies[index.row()], index.column()));
    if (role == Qt::DisplayRole)
        return wording::printable(text, shownCookieCharacters);
    if (role == Qt::ToolTipRole)
        return wording::toolTip(wording::printable(text, cookieTipCharacters));
    return {};
}

QVariant CookiesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Name"), tr("Value"), tr("Domain"), tr("Path"), tr("Expires"), tr("Flags")};
    return titles.value(section);
}

} // namespace fuseboard
