// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QKeySequence>

class QAction;
class QGridLayout;
class QScrollArea;

namespace fuseboard {

class Theme;

/// The shortcuts of the window, by where they hold, and what this program is: version and licence. Never higher than
/// the window that it is over: its list scrolls. Shown with open().
class HelpDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Shortcut
    {
        QString command; ///< with its mnemonic
        QList<QKeySequence> keys;

        friend bool operator==(const Shortcut &, const Shortcut &) = default;
    };

    /// Shortcuts that hold in the same place.
    struct Group
    {
        QString place; ///< "Everywhere"
        QList<Shortcut> shortcuts;
    };

    /// Of those that have any.
    [[nodiscard]] static Group groupOf(const QString &place, const QList<QAction *> &actions);

    /// The theme must outlive it. Groups without shortcuts are left out.
    HelpDialog(const Theme &theme, const QList<Group> &groups, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeList(const Theme &theme, const QList<Group> &groups);
    void addGroup(const Theme &theme, const Group &group, QGridLayout &rows);
    void fit();

    QScrollArea *m_list;
};

} // namespace fuseboard
