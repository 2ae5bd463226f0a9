// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogfixture.h"

#include <QCoreApplication>
#include <QTest>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

DialogFixture::DialogFixture(const Theme &theme, const ClientConfig &config, ClientDialog::Purpose purpose,
                             EnvironmentState state)
    : DialogHands(dialog)
    , environment(std::move(state))
    , dialog(theme,
             {[this](const ClientConfig &trial) {
                  trials.append(trial);
                  return std::make_shared<ApiClient>(trial, Services{scheduler, random, transport, secrets});
              },
              [this](const QUrl &page) { pages.append(page); }, [this] { return environment; }},
             config, purpose)
{
    QObject::connect(&dialog, &ClientDialog::submitted, &dialog,
                     [this](const ClientEdit &edit) { edits.append(edit); });
    dialog.show();
    dialog.activateWindow();
    if (!QTest::qWaitForWindowActive(&dialog))
        qFatal("The dialog does not become active");
}

void DialogFixture::runAll()
{
    scheduler.runUntilIdle(1h);
    QCoreApplication::processEvents();
}

} // namespace fuseboard
