// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiesource.h"

#include <QDialog>
#include <QUndoStack>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;

namespace fuseboard {

class CookieTable;
class CookieTableModel;
class Scheduler;
class Theme;

/// The cookies of a client in its environment: read, edited in place, added, removed, and each of that taken back by
/// Ctrl+Z. All counts at once. While it is open answers may change them. Shown with open().
class CookiesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Theme and scheduler must outlive it; the scheduler is the jar's.
    CookiesDialog(const Theme &theme, Scheduler &scheduler, CookieSource source, QWidget *parent = nullptr);
    /// What is being written is given up.
    ~CookiesDialog() override;

    [[nodiscard]] const CookieSource &source() const { return m_source; }
    /// What is being written counts, whatever closes it. Where it is refused, the dialog stays and tells why.
    void done(int result) override;
    /// Closes it where its jar is nobody's any more: what is being written is given up.
    void leave();

protected:
    /// In the table Delete removes what is selected. The filter has no undo but its own.
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// Enter closes it, but not out of a cell or the filter.
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build(const Theme &theme);
    QWidget *buildHead(const Theme &theme);
    QWidget *buildPages(const Theme &theme);
    void buildTable(const Theme &theme);
    QWidget *buildCommands();
    QWidget *buildFoot();
    void addKeys();
    QPushButton *addButton(const QString &text, const QString &name, QWidget *parent);
    /// Takes what is being written. False: it is refused, and that is told.
    bool commit();
    [[nodiscard]] bool isForSteps(const QKeyEvent &key) const;
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
    QSortFilterProxyModel *m_filtered;
    QUndoStack m_steps;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_show = nullptr;
    QStackedWidget *m_pages = nullptr;
    CookieTable *m_table = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_removeAll = nullptr;
    QPushButton *m_undo = nullptr;
    QLabel *m_notice = nullptr;
    bool m_isRefused = false; // the last edit
};

} // namespace fuseboard
