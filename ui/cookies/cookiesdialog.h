// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiesource.h"

#include <QDialog>
#include <QSortFilterProxyModel>
#include <QUndoStack>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace fuseboard {

class CookieTableModel;
class EmptyState;
class Theme;

/// The cookies of a client in its environment: read, edited in place, added, removed, and each of that taken back by
/// Ctrl+Z. All counts at once. While it is open answers may change them. Shown with open().
class CookiesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    CookiesDialog(const Theme &theme, CookieSource source, QWidget *parent = nullptr);

    /// What is being written counts, whatever closes it.
    void done(int result) override;

protected:
    /// Delete removes what is selected.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const Theme &theme);
    QWidget *buildHead(const Theme &theme);
    QWidget *buildPages(const Theme &theme);
    void buildTable(const Theme &theme);
    QWidget *buildCommands();
    QWidget *buildFoot();
    void addKeys();
    QPushButton *addButton(const QString &text, const QString &name, QWidget *parent);
    void change(const QList<Cookie> &before, const QList<Cookie> &after);
    void add();
    void remove(const QList<Cookie> &cookies);
    void tell(const QString &sentence, bool isProblem = false);
    void undo();
    void refresh();
    [[nodiscard]] QList<Cookie> selected() const;
    [[nodiscard]] QList<Cookie> shown() const;
    [[nodiscard]] QString freeName() const;

    const CookieSource m_source;
    CookieTableModel *m_model;
    QSortFilterProxyModel m_filtered;
    QUndoStack m_steps;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_show = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTableView *m_table = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_removeAll = nullptr;
    QPushButton *m_undo = nullptr;
    QLabel *m_notice = nullptr;
};

} // namespace fuseboard
