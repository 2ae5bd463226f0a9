// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "clients/clientedit.h"
#include "clients/dialog/clientdialog.h"
#include "common/theme.h"
#include "support/faketransport.h"

#include <memory>

class QAbstractButton;

namespace fuseboard {

/// A dialog on a fake network, and hands that work it by the keyboard.
struct DialogFixture
{
    explicit DialogFixture(const Theme &theme, const ClientConfig &config = {},
                           ClientDialog::Purpose purpose = ClientDialog::Purpose::Create, EnvironmentState state = {});

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
    void runAll();

    VirtualScheduler scheduler;
    SeededRandom random{1};
    FakeTransport transport{scheduler};
    MemorySecretStore secrets;
    EnvironmentState environment; ///< in which they are tried
    QList<ClientConfig> trials; ///< that were made
    QList<QUrl> pages; ///< that were opened
    QList<ClientEdit> edits; ///< that were submitted
    ClientDialog dialog;
};

} // namespace fuseboard
