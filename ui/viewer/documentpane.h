// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/documentloader.h"
#include "models/document/documentsearch.h"

#include <QFrame>
#include <QTimer>

class QAction;
class QLabel;

namespace fuseboard {

class DocumentView;
class ElidedLabel;
class SearchBar;
class Theme;

/// A document with all that belongs to reading it: the view, the search under it, and a line that says where one is.
/// Ctrl+F searches, F3 and Shift+F3 go on and back, Esc ends the search.
class DocumentPane final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit DocumentPane(const Theme &theme, QWidget *parent = nullptr);
    ~DocumentPane() override;

    /// contentType is the header's value.
    void show(const SharedBytes &bytes, const QByteArray &contentType, BodyStyle style);
    /// Nothing to show, and why.
    void clear(const QString &reason);

    [[nodiscard]] DocumentView *view() const { return m_view; }
    [[nodiscard]] const DocumentLoader &loader() const { return m_loader; }
    /// What is to be said of how the document is shown; empty for nothing.
    [[nodiscard]] QString note() const;
    void openSearch();
    /// Where a command of the page has the key for searching, and calls openSearch() itself.
    void leaveFindKey();
    [[nodiscard]] QList<QAction *> steps() const { return actions().mid(1); } ///< to the next match and the previous

Q_SIGNALS:
    void noteChanged();

protected:
    bool event(QEvent *event) override;

private:
    void build();
    void addCommands();
    void onDocumentChanged();
    void search();
    void onSearched();
    void step(bool forward);
    void closeSearch();
    void showCount();
    void updateStatus();
    void forgetPath();
    void findPath();

    const Theme &m_theme;
    QAction *m_find = nullptr;
    DocumentView *m_view;
    SearchBar *m_bar;
    QFrame *m_line; ///< with what is below it: only where there are lines
    QWidget *m_foot;
    ElidedLabel *m_path;
    QLabel *m_status;
    DocumentLoader m_loader;
    DocumentSearch m_search;
    QFutureWatcher<QString> m_pathWatcher;
    QTimer m_pathDelay;
    QString m_notice;
    std::optional<SearchMatch> m_current;
};

} // namespace fuseboard
