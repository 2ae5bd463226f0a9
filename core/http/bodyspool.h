// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"

#include <QByteArray>
#include <QFile>

#include <functional>
#include <optional>

namespace fuseboard {

/// The body of an answer on the disk, in a file that is its owner's alone and has no name where the system can do
/// without one: it goes with this, and with the process, however that ends. What a crash leaves on other systems is
/// removed by sweep().
///
/// The disk is not filled to its end, as other programs and the system need it too: where less than 1 GB or a twentieth
/// of it is left, whichever is less, it counts as full. That is looked at every 64 MB.
///
/// Errors are Storage with the folder as subject: NoPermission, DiskFull, ReadFailed where it cannot be mapped, and
/// WriteFailed for the rest.
class BodySpool final
{
public:
    /// Of a disk, in bytes; a total of 0 is not known.
    struct Room
    {
        qint64 free = 0;
        qint64 total = 0;
    };
    using RoomOf = std::function<Room(const QString &folder)>;

    /// roomOf: for tests; else the system is asked.
    explicit BodySpool(const QString &folder, RoomOf roomOf = {});
    ~BodySpool();
    Q_DISABLE_COPY_MOVE(BodySpool)

    [[nodiscard]] std::optional<Error> open();
    /// Appends, all of it or nothing that counts; after a failure nothing more.
    [[nodiscard]] std::optional<Error> write(const QByteArray &piece);
    /// All that was written, once nothing more comes: no copy, but memory that the system fills from the file where it
    /// is looked at. It lives as long as this.
    [[nodiscard]] Result<QByteArray> map();

    /// Removes what a crash has left in that folder, and nothing that a program still has. It blocks; from any thread.
    static void sweep(const QString &folder);

private:
    [[nodiscard]] bool isNearlyFull() const;
    [[nodiscard]] Error failure(ErrorDetail detail) const;

    QString m_folder;
    RoomOf m_roomOf;
    QFile m_file;
    qint64 m_sinceLook = 0; // bytes
    qint64 m_size = 0; // of whole pieces
    uchar *m_mapped = nullptr;
};

} // namespace fuseboard
