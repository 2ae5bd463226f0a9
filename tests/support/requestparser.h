// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/receivedrequest.h"

#include <optional>

namespace fuseboard {

/// Cuts a stream of bytes into whole requests. Trusts its peer: it is for tests.
class RequestParser
{
public:
    void feed(const QByteArray &bytes);
    /// The next whole request; empty while there is none.
    [[nodiscard]] std::optional<ReceivedRequest> next();

private:
    [[nodiscard]] std::optional<ReceivedRequest> readHead();
    /// Size of the body on the wire behind head, with the body put into request; -1 while it is not whole.
    [[nodiscard]] qsizetype readBody(ReceivedRequest &request, qsizetype start) const;
    [[nodiscard]] qsizetype readChunks(ReceivedRequest &request, qsizetype start) const;

    QByteArray m_buffer;
};

} // namespace fuseboard
