// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QTcpSocket;

namespace fuseboard {

/// Closes a connection by RST, as a crashed server does, instead of by FIN.
void closeByReset(QTcpSocket &socket);

} // namespace fuseboard
