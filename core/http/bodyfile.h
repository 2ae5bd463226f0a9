// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "http/spoolplace.h"

#include <QList>
#include <QSaveFile>
#include <QString>

#include <optional>

namespace fuseboard {

/// Which bodies go into a file instead of memory, and which file that is. A value.
struct BodyTarget
{
    QString path; ///< empty: none does
    QList<int> inMemory{}; ///< statuses of successes that stay there
    SpoolPlace spool{}; ///< for the bodies of other successes, and of all where no path is given
    bool isSpoolLimited = true; ///< the limit of bodies in memory holds for successes in the spool, too

    /// Whether an answer of that status is a success whose body goes there.
    [[nodiscard]] bool takes(int status) const { return !path.isEmpty() && isFinalSuccess(status); }
    /// Whether an answer of that status is a success whose body goes to the disk when it grows too large. Of a failure
    /// the status is what counts, and no disk is to take its place.
    [[nodiscard]] bool spools(int status) const { return !spool.folder.isEmpty() && isFinalSuccess(status); }
    /// Whether nothing but the disk limits such a body.
    [[nodiscard]] bool isUnlimited(int status) const { return !isSpoolLimited && spools(status); }

private:
    [[nodiscard]] bool isFinalSuccess(int status) const
    {
        return status >= 200 && status < 300 && !inMemory.contains(status);
    }
};

/// The body of an answer on its way into a file: it grows beside that, and takes its place when it is whole. Where that
/// never happens the file stays as it was, and nothing is left behind but by a process that is killed: FILE.XXXXXX. A
/// link is followed.
///
/// Errors are Storage with the path as subject: NotAFile for what is there and no regular file, as a device or a pipe,
/// NotFound with the folder as subject where that is not there, NoPermission, DiskFull, and WriteFailed for the rest.
class BodyFile final
{
public:
    explicit BodyFile(const QString &path);

    [[nodiscard]] std::optional<Error> open();
    /// Appends.
    [[nodiscard]] std::optional<Error> write(const QByteArray &piece);
    /// Puts it in its place, once. Its bytes are given to the disk before its name, as far as QSaveFile does that.
    [[nodiscard]] std::optional<Error> commit();

    /// What an operation on an open file failed for, if it did.
    [[nodiscard]] static ErrorDetail detailOf(QFileDevice::FileError error);

private:
    [[nodiscard]] Error failure() const;

    QSaveFile m_file;
};

} // namespace fuseboard
