// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace fuseboard {

/// application/x-www-form-urlencoded as the URL standard of the WHATWG serializes it: UTF-8, a space as "+", and
/// everything but A-Z a-z 0-9 * - . _ percent-encoded. Names may repeat.
QByteArray urlEncodedForm(const QList<QPair<QString, QString>> &fields);

} // namespace fuseboard
