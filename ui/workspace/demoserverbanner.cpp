// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/demoserverbanner.h"

#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

DemoServerBanner::DemoServerBanner(const Theme &theme, quint16 port, QWidget *parent)
    : WarningBanner(theme, u"demo-server-banner"_s, parent)
{
    auto *start = new QPushButton(tr("Start the demo server"), this);
    addAction(start);
    connect(start, &QPushButton::clicked, this, &DemoServerBanner::startRequested);
    setText(
        tr("This workspace was kept from the demo. Its clients talk to the demo server at 127.0.0.1:%1, which ended "
           "when that Fuseboard was quit.")
            .arg(port));
}

} // namespace fuseboard
