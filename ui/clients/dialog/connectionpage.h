// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/configpage.h"

namespace fuseboard {

/// TLS and the proxy, whose fields show where there is one, or something is written in them.
class ConnectionPage final : public ConfigPage
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    ConnectionPage(const Theme &theme, ConfigDraft &draft, QWidget *parent = nullptr);

    void refresh() override;
};

} // namespace fuseboard
