// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/warningbanner.h"

namespace fuseboard {

/// That the clients of a kept demo talk to a server which ended with the demo, and the way to have it again.
class DemoServerBanner final : public WarningBanner
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    DemoServerBanner(const Theme &theme, quint16 port, QWidget *parent = nullptr);

Q_SIGNALS:
    void startRequested();
};

} // namespace fuseboard
