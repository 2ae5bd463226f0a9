// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/requestconfig.h"

#include <QStringList>

namespace fuseboard {

/// A request that a workspace keeps, as it is named on the command line: its client, its folders and itself, each by
/// the name on the disk, as in "orders/reports/day". A value.
class KeptRequest
{
public:
    KeptRequest(QString workspace, QString name);

    /// Why there is no such request, and what may be meant: a sentence. Empty where there is.
    [[nodiscard]] QString problemOfName() const;
    [[nodiscard]] QString clientFile() const;
    [[nodiscard]] QString file() const;
    [[nodiscard]] Result<RequestConfig> read() const;

private:
    [[nodiscard]] QStringList clients() const;
    [[nodiscard]] QStringList requests() const;

    QString m_workspace; // folder
    QString m_name;
    QString m_client; // slugs
    QString m_path;
};

} // namespace fuseboard
