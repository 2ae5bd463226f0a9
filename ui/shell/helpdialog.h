// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QKeySequence>

class QGridLayout;

namespace fuseboard {

class Theme;

/// The shortcuts of the window, and what this program is: version and licence. Shown with open().
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

    /// The theme must outlive it.
    HelpDialog(const Theme &theme, const QList<Shortcut> &shortcuts, QWidget *parent = nullptr);

private:
    [[nodiscard]] QGridLayout *makeShortcuts(const Theme &theme, const QList<Shortcut> &shortcuts);
};

} // namespace fuseboard
