// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/clientfiltermodel.h"

#include "workspace/workspaceplace.h"

#include <QSet>
#include <QWidget>

class QAction;
class QKeyEvent;
class QLineEdit;
class QPushButton;
class QStackedLayout;
class QTreeView;

namespace fuseboard {

class ClientTreeModel;
class EmptyState;
class FileNoticeBox;
class Theme;

/// The clients and their requests in folders, with a filter. One of them is current. Below, what is wrong with the
/// files of the workspace: the sentences of the chosen one, or how many there are.
class ClientPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ClientPanel(const Theme &theme, ClientTreeModel &clients, QWidget *parent = nullptr);

    /// Shows the client as current, or leaves one of its requests so. Ignored for one that is unknown or filtered out.
    void setCurrent(const QString &clientId);
    /// Shows the request as current; the client itself where requestId is empty. Where it is unknown or filtered out,
    /// as setCurrent(clientId).
    void setCurrent(const QString &clientId, const QString &requestId);
    /// What can be done with the clients, for the context menu; the first of them is to make one, which a button shows.
    void setCommands(const QList<QAction *> &commands);
    /// Of the present row; empty for none.
    [[nodiscard]] QString currentClient() const;
    /// None for no row, or one of a file.
    [[nodiscard]] WorkspacePlace currentPlace() const;
    /// What is chosen, in the order of the tree; more than one with Ctrl or Shift.
    [[nodiscard]] QList<WorkspacePlace> chosenPlaces() const;
    /// Shows it as current, with the folders around it open. False where it is unknown or filtered out.
    bool showPlace(const WorkspacePlace &place);
    /// Shows them as chosen, the first as current. Those that are unknown or filtered out are left out.
    void showPlaces(const QList<WorkspacePlace> &places);
    /// While it goes on, the row that comes into the place of a current one that is gone is chosen, so that several can
    /// be deleted one after the other. What others delete chooses nothing that a command could mean.
    void setGoingOn(bool goesOn) { m_goesOn = goesOn; }
    /// Lets the name of the present row be edited in its place.
    void editName();
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] QTreeView *tree() const { return m_tree; }

Q_SIGNALS:
    /// The client of the present row is another one, whoever chose it.
    void currentClientChanged(const QString &clientId);
    void currentPlaceChanged(const fuseboard::WorkspacePlace &place);
    /// What is chosen, or which of it is current.
    void chosenPlacesChanged();
    /// By the user's mouse or arrow keys.
    void clientSelected(const QString &clientId);
    /// A request was clicked, or Enter was pressed on it.
    void requestOpened(const QString &clientId, const QString &requestId);
    /// A file with faults shall be opened, by its name within the workspace.
    void fileChosen(const QString &file);

protected:
    /// Esc in the filter clears it, Down goes on in the tree, Enter opens the first request that it found. In the tree
    /// Up goes back from the first row, and Enter opens and closes what holds others.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTree();
    void makeCurrent(const QModelIndex &index);
    void applyFilter(const QString &text);
    void showWhatIsThere();
    void showNotice();
    void selectionMoved(const QModelIndex &index);
    void open(const QModelIndex &index);
    void click(const QModelIndex &index);
    void noteExpanded(const QModelIndex &index, bool isExpanded);
    void closeMostAtFirst();
    void expand();
    bool pressInFilter(const QKeyEvent &key);
    bool pressInTree(const QKeyEvent &key);
    [[nodiscard]] QModelIndex entry() const;
    void chooseAfterReset();
    [[nodiscard]] WorkspacePlace placeAt(const QModelIndex &index) const;

    const Theme &m_theme;
    ClientTreeModel &m_clients;
    ClientFilterModel m_filtered;
    QPushButton *m_new; // first: Tab goes in the order in which they are made
    QLineEdit *m_filter;
    QTreeView *m_tree;
    EmptyState *m_empty; // no clients at all
    EmptyState *m_unmatched;
    FileNoticeBox *m_notice;
    QStackedLayout *m_stack;
    bool m_quiet = false;
    bool m_hasOpened = false; // rows were shown before
    QSet<QString> m_closed; // folders and clients whose rows are hidden
    struct CurrentRow
    {
        WorkspacePlace place;
        WorkspacePlace parent;
        int row = 0;
    };
    CurrentRow m_before; // while the rows are made anew
    bool m_goesOn = false;
};

} // namespace fuseboard
