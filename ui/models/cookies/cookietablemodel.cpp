// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/cookies/cookietablemodel.h"

#include "models/cookies/cookiewording.h"
#include "models/figures.h"

#include <algorithm>
#include <limits>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// The calendar may be set meanwhile.
constexpr Duration longestRound = std::chrono::minutes(1);

const QString hiddenValue = QString(8, QChar(0x2022));

auto sameAs(const Cookie &cookie)
{
    return [&cookie](const Cookie &other) { return other.isSame(cookie); };
}

} // namespace

CookieTableModel::CookieTableModel(std::shared_ptr<CookieJar> jar, Scheduler &scheduler, QObject *parent)
    : QAbstractTableModel(parent)
    , m_jar(std::move(jar))
    , m_scheduler(scheduler)
    , m_cookies(m_jar->cookies())
{
    connect(m_jar.get(), &CookieJar::changed, this, &CookieTableModel::follow);
    awaitEnd();
}

/// The jar tells nobody that one ends.
void CookieTableModel::awaitEnd()
{
    m_nextEnd.cancel();
    const auto end = m_jar->nextEnd();
    if (!end)
        return;
    const Duration left = std::clamp<Duration>(*end - m_scheduler.wallNow(), std::chrono::milliseconds(1),
                                               longestRound);
    m_nextEnd = m_scheduler.after(left, [this] { follow(); });
}

int CookieTableModel::rowOf(const Cookie &cookie) const
{
    const auto found = std::find_if(m_cookies.begin(), m_cookies.end(), sameAs(cookie));
    return found == m_cookies.end() ? -1 : int(found - m_cookies.begin());
}

/// Row by row, so that an editor stays open, and a selection too.
void CookieTableModel::follow()
{
    awaitEnd();
    QList<Cookie> present = m_jar->cookies();
    for (int row = 0; row < m_cookies.size();) {
        const auto kept = std::find_if(present.begin(), present.end(), sameAs(m_cookies.at(row)));
        if (kept == present.end()) {
            beginRemoveRows({}, row, row);
            m_cookies.removeAt(row);
            endRemoveRows();
            continue;
        }
        if (*kept != m_cookies.at(row)) {
            m_cookies[row] = *kept;
            Q_EMIT dataChanged(index(row, 0), index(row, HttpOnlyColumn));
        }
        present.erase(kept);
        ++row;
    }
    if (present.isEmpty())
        return;
    beginInsertRows({}, int(m_cookies.size()), int(m_cookies.size() + present.size()) - 1);
    m_cookies += present;
    endInsertRows();
}

void CookieTableModel::setValuesShown(bool shown)
{
    m_areShown = shown;
    if (!m_cookies.isEmpty())
        Q_EMIT dataChanged(index(0, ValueColumn), index(int(m_cookies.size()) - 1, ValueColumn));
}

int CookieTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cookies.size());
}

int CookieTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : HttpOnlyColumn + 1;
}

QVariant CookieTableModel::text(const Cookie &cookie, int column) const
{
    constexpr qsizetype shownCharacters = 300;
    switch (column) {
    case DomainColumn:
        return wording::printable(cookie.domain, shownCharacters);
    case PathColumn:
        return wording::printable(cookie.path, shownCharacters);
    case NameColumn:
        return wording::printable(QString::fromUtf8(cookie.name), shownCharacters);
    case ValueColumn:
        return m_areShown ? wording::printable(QString::fromUtf8(cookie.value), shownCharacters) : hiddenValue;
    case ExpiresColumn:
        return wording::expiry(cookie.expires);
    default:
        return {};
    }
}

QVariant CookieTableModel::editedText(const Cookie &cookie, int column) const
{
    switch (column) {
    case DomainColumn:
        return cookie.domain;
    case PathColumn:
        return cookie.path;
    case NameColumn:
        return QString::fromUtf8(cookie.name);
    case ValueColumn:
        return m_areShown ? QString::fromUtf8(cookie.value) : QString();
    default:
        return wording::writtenExpiry(cookie.expires);
    }
}

QVariant CookieTableModel::orderOf(const Cookie &cookie, int column) const
{
    switch (column) {
    case ExpiresColumn:
        return cookie.expires ? qint64(cookie.expires->time_since_epoch().count()) : std::numeric_limits<qint64>::max();
    case SecureColumn:
        return cookie.isSecure;
    case HttpOnlyColumn:
        return cookie.isHttpOnly;
    default:
        return text(cookie, column); // hidden values have no order
    }
}

QVariant CookieTableModel::checkData(const Cookie &cookie, int column, int role) const
{
    const bool isSecure = column == SecureColumn;
    const bool isSet = isSecure ? cookie.isSecure : cookie.isHttpOnly;
    if (role == Qt::CheckStateRole)
        return isSet ? Qt::Checked : Qt::Unchecked;
    if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    if (isSecure && !isSet && cookie.isFromTls)
        return tr("Sent by https only, as an answer over https has set it");
    if (isSecure)
        return isSet ? tr("Sent by https only") : tr("Sent by http too");
    return isSet ? tr("Hidden from the scripts of web pages, as the server wants it; requests are the same")
                 : tr("Not hidden from the scripts of web pages; requests are the same");
}

QVariant CookieTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cookie &cookie = m_cookies.at(index.row());
    const int column = index.column();
    if (role == SortRole)
        return orderOf(cookie, column);
    if (role == FilterRole && column == DomainColumn)
        return QString(cookie.domain + u'\n' + cookie.path + u'\n' + QString::fromUtf8(cookie.name));
    if (column >= SecureColumn)
        return checkData(cookie, column, role);
    if (role == Qt::DisplayRole)
        return text(cookie, column);
    if (role == Qt::EditRole)
        return editedText(cookie, column);
    if (role == Qt::AccessibleTextRole && column == ValueColumn && !m_areShown)
        return tr("Hidden value");
    if (role == Qt::ToolTipRole && column == DomainColumn)
        return cookie.domain.startsWith(u'.') ? tr("For %1 and all hosts below").arg(cookie.domain.sliced(1))
                                              : tr("For that host alone");
    return {};
}

bool CookieTableModel::write(Cookie &cookie, int column, const QString &text)
{
    switch (column) {
    case DomainColumn:
        cookie.domain = wording::readDomain(text);
        return true;
    case PathColumn:
        cookie.path = text.trimmed();
        return true;
    case NameColumn:
        cookie.name = text.trimmed().toUtf8();
        return true;
    case ValueColumn:
        cookie.value = text.trimmed().toUtf8();
        return true;
    default:
        return writeEnd(cookie, text);
    }
}

bool CookieTableModel::writeEnd(Cookie &cookie, const QString &text)
{
    if (!wording::readExpiry(text, cookie.expires)) {
        Q_EMIT refused(tr("Write the end as 2027-01-15 09:00, or nothing for a cookie that lasts until you quit."));
        return false;
    }
    const bool isOver = cookie.expires && *cookie.expires <= m_scheduler.wallNow();
    if (isOver)
        Q_EMIT refused(tr("That moment is over. Remove the cookie instead."));
    return !isOver;
}

bool CookieTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const int column = index.column();
    Cookie cookie = m_cookies.at(index.row());
    if (column >= SecureColumn) {
        if (role != Qt::CheckStateRole)
            return false;
        const bool isChecked = value.value<Qt::CheckState>() == Qt::Checked;
        (column == SecureColumn ? cookie.isSecure : cookie.isHttpOnly) = isChecked;
        // Whoever takes the tick away wants it sent by http too.
        cookie.isFromTls = cookie.isFromTls && (column != SecureColumn || isChecked);
        return putRow(index.row(), cookie);
    }
    if (role != Qt::EditRole)
        return false;
    // An editor that closes says again what it began with.
    if (value.toString() == index.data(Qt::EditRole).toString())
        return true;
    return write(cookie, column, value.toString()) && putRow(index.row(), cookie);
}

bool CookieTableModel::putRow(int row, const Cookie &cookie)
{
    const Cookie before = m_cookies.at(row);
    if (cookie == before)
        return true;
    if (const auto flaw = flawOf(cookie)) {
        Q_EMIT refused(wording::sentence(*flaw));
        return false;
    }
    QList<Cookie> replaced{before};
    if (const int twin = rowOf(cookie); twin >= 0 && twin != row) {
        replaced.append(m_cookies.at(twin));
        beginRemoveRows({}, twin, twin);
        m_cookies.removeAt(twin);
        endRemoveRows();
        row -= twin < row ? 1 : 0;
    }
    m_cookies[row] = cookie; // its row stays, and an editor in it
    Q_EMIT dataChanged(index(row, 0), index(row, HttpOnlyColumn));
    Q_EMIT edited(replaced, {cookie});
    return true;
}

QVariant CookieTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case DomainColumn:
        return tr("Domain");
    case PathColumn:
        return tr("Path");
    case NameColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Value");
    case ExpiresColumn:
        return tr("Ends");
    case SecureColumn:
        return tr("Secure");
    default:
        return tr("HttpOnly");
    }
}

Qt::ItemFlags CookieTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return flags | (index.column() >= SecureColumn ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

} // namespace fuseboard
