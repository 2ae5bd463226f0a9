// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "cookies/cookiejar.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// The cookies of a jar, one a row, for reading and editing. Rows stay where they are while answers change others, and
/// go when their cookies end. It changes nothing itself: an edit is told, and whoever hears of it changes the jar.
class CookieTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { DomainColumn, PathColumn, NameColumn, ValueColumn, ExpiresColumn, SecureColumn, HttpOnlyColumn };
    /// What rows are ordered by.
    static constexpr int SortRole = Qt::UserRole + 1;

    /// In the first column: domain, path and name in lines of their own. Neither values nor ends are searched.
    static constexpr int FilterRole = Qt::UserRole + 2;

    /// The scheduler is the jar's, and must outlive it.
    CookieTableModel(std::shared_ptr<CookieJar> jar, Scheduler &scheduler, QObject *parent = nullptr);

    [[nodiscard]] const QList<Cookie> &cookies() const { return m_cookies; }
    /// Of the one that is the same; -1 for none.
    [[nodiscard]] int rowOf(const Cookie &cookie) const;
    /// Values are hidden at first. One that is hidden can be replaced, but not be read by editing it.
    void setValuesShown(bool shown);
    [[nodiscard]] bool areValuesShown() const { return m_areShown; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The user wants these in the place of those: what was, and another one whose place it takes.
    void edited(const QList<fuseboard::Cookie> &before, const QList<fuseboard::Cookie> &after);
    /// An edit that is not made, and why.
    void refused(const QString &sentence);

private:
    void follow();
    void awaitEnd();
    [[nodiscard]] QVariant text(const Cookie &cookie, int column) const;
    [[nodiscard]] QVariant editedText(const Cookie &cookie, int column) const;
    [[nodiscard]] QVariant orderOf(const Cookie &cookie, int column) const;
    [[nodiscard]] QVariant checkData(const Cookie &cookie, int column, int role) const;
    /// False where the text is none for that column; told already.
    bool write(Cookie &cookie, int column, const QString &text);
    bool writeEnd(Cookie &cookie, const QString &text);
    bool putRow(int row, const Cookie &cookie);

    const std::shared_ptr<CookieJar> m_jar;
    Scheduler &m_scheduler;
    QList<Cookie> m_cookies;
    TimerHandle m_nextEnd;
    bool m_areShown = false;
};

} // namespace fuseboard
