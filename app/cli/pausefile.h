// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/policystate.h"
#include "config/clientconfig.h"

#include <QString>

namespace fuseboard {

/// Where a client's pauses wait for its next run (L23): a small file in the user's cache. Fingerprints and moments
/// only. What cannot be read or written is no error: the server will say it again.
class PauseFile
{
public:
    explicit PauseFile(const ClientConfig &config);

    [[nodiscard]] PolicyState read() const;
    /// No file where there is no pause.
    void write(const PolicyState &state) const;

private:
    QString m_path; // empty where there is no cache
};

} // namespace fuseboard
