// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "clients/clientedit.h"
#include "clients/dialog/clientdialog.h"
#include "common/theme.h"
#include "dialoghands.h"
#include "support/faketransport.h"

#include <memory>

namespace fuseboard {

/// A dialog on a fake network, and hands that work it by the keyboard.
struct DialogFixture : DialogHands
{
    explicit DialogFixture(const Theme &theme, const ClientConfig &config = {},
                           ClientDialog::Purpose purpose = ClientDialog::Purpose::Create, EnvironmentState state = {});

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
