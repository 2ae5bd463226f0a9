// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "http/transport.h"

#include <QObject>

#include <memory>
#include <utility>

namespace fuseboard {

/// Which transport the exchanges of a ReplaceableTransport leave by.
class TransportChoice final : public QObject
{
    Q_OBJECT

public:
    /// Null while it is not known how to connect.
    [[nodiscard]] const std::shared_ptr<Transport> &present() const { return m_present; }
    /// How an exchange ends whose time is over before that is known.
    [[nodiscard]] const Error &inVain() const { return m_inVain; }

    void choose(std::shared_ptr<Transport> present)
    {
        m_present = std::move(present);
        Q_EMIT changed();
    }
    void hold(Error inVain)
    {
        m_inVain = std::move(inVain);
        choose(nullptr);
    }

Q_SIGNALS:
    void changed();

private:
    std::shared_ptr<Transport> m_present;
    Error m_inVain{ErrorKind::AttemptTimeout};
};

} // namespace fuseboard
