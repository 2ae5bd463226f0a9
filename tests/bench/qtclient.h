// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "benchclient.h"

#include <QNetworkAccessManager>

namespace fuseboard {

/// Bare QNetworkAccessManager, as it comes or with a buffered socket: what the others are compared with.
class QtClient final : public BenchClient
{
    Q_OBJECT

public:
    explicit QtClient(bool buffered);

    [[nodiscard]] QString name() const override;

protected:
    void start(const QUrl &url) override;

private:
    QNetworkAccessManager m_manager;
    bool m_buffered;
};

} // namespace fuseboard
