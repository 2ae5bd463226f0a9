// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/clientdialog.h"

#include <QString>

class QAbstractButton;

namespace fuseboard {

/// Hands that work a client dialog by the keyboard, wherever it was opened.
class DialogHands
{
public:
    /// It must outlive them.
    explicit DialogHands(ClientDialog &dialog)
        : m_dialog(dialog)
    {
    }

    /// Walks to a page in the list of pages.
    void go(ClientDialog::Page page);
    /// Types over what a line holds.
    void type(const QString &path, const QString &text);
    /// Walks to an entry with the arrow keys.
    void choose(const QString &path, const QString &label);
    void toggle(const QString &path);
    /// For the keychain, or the name of a variable.
    void typeSecret(const QString &path, const QString &source, const QString &text);
    /// The nth name and value, from 1.
    void typePair(const QString &path, int number, const QString &name, const QString &value);
    /// Presses Space on the button of that accessible name.
    void press(const QString &name);
    [[nodiscard]] QAbstractButton *button(const QString &name) const;
    [[nodiscard]] QString note(const QString &path) const;

private:
    ClientDialog &m_dialog;
};

} // namespace fuseboard
