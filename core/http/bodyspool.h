// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"

#include <QByteArray>
#include <QFile>

#include <optional>

namespace fuseboard {

/// The body of an answer on the disk, in a file that is its owner's alone and has no name where the system can do
/// without one: it goes with this, and with the process, however that ends. What a crash leaves on other systems is
/// removed by sweep().
///
/// Errors are Storage with the folder as subject: NoPermission, DiskFull, ReadFailed where it cannot be mapped, and
/// WriteFailed for the rest.
class BodySpool final
{
public:
    explicit BodySpool(const QString &folder);
    ~BodySpool();
    Q_DISABLE_COPY_MOVE(BodySpool)

    [[nodiscard]] std::optional<Error> open();
    /// Appends.
    [[nodiscard]] std::optional<Error> write(const QByteArray &piece);
    /// All that was written, once nothing more comes: no copy, but memory that the system fills from the file where it
    /// is looked at. It lives as long as this.
    [[nodiscard]] Result<QByteArray> map();

    /// Removes what a crash has left in that folder, and nothing that a program still has. It blocks; from any thread.
    static void sweep(const QString &folder);

private:
    [[nodiscard]] Error failure(ErrorDetail detail) const;

    QString m_folder;
    QFile m_file;
    uchar *m_mapped = nullptr;
};

} // namespace fuseboard
