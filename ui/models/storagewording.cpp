// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errordetailwording.h"
#include "models/errorwording.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

QString storageSentence(const Error &error)
{
    if (isKeychainDetail(error.detail))
        return keychainSentence(error);
    const QString file = subjectOr(error, Words::tr("The file"));
    if (error.detail == ErrorDetail::NotFound)
        return filled(Words::tr("%1 does not exist. Check the path."), {file});
    if (error.detail == ErrorDetail::NotAFile)
        return filled(Words::tr("%1 is not a regular file. Give the path of a file."), {file});
    if (error.detail == ErrorDetail::Duplicate)
        return filled(Words::tr("%1 holds other things already. Choose an empty folder."), {file});
    if (error.detail == ErrorDetail::NoPermission)
        return filled(Words::tr("%1 may not be opened. Check its permissions."), {file});
    if (error.detail == ErrorDetail::DiskFull)
        return filled(Words::tr("There is no room on the disk for %1. Free some space."), {file});
    if (error.detail == ErrorDetail::StoreLocked)
        return filled(Words::tr("%1 is in use by another program. Close that program, or wait for it."), {file});
    if (error.detail == ErrorDetail::StoreDamaged)
        return filled(Words::tr("%1 is damaged or of another kind. Move it away, and a new one is made."), {file});
    if (error.detail == ErrorDetail::NewerFormat)
        return filled(Words::tr("%1 was written by a newer version of Fuseboard. Use that version."), {file});
    if (error.detail == ErrorDetail::ReadFailed)
        return filled(Words::tr("%1 could not be read. Check the disk and try again."), {file});
    if (error.detail == ErrorDetail::WriteFailed)
        return filled(Words::tr("%1 could not be written, and is as it was before. Check the free space and the "
                                "permissions."),
                      {file});
    return filled(Words::tr("%1 could not be used. Check that the disk or the keychain is available."), {file});
}

QString saveFailure(const Error &error)
{
    const QString file = subjectOr(error, Words::tr("The file"));
    if (error.detail == ErrorDetail::NoPermission)
        return filled(Words::tr("%1 may not be written. Allow writing to it and to its folder."), {file});
    if (error.detail == ErrorDetail::NotAFile)
        return filled(Words::tr("A link or a folder stands at %1, and is not replaced. Move it away."), {file});
    if (error.detail == ErrorDetail::NotFound)
        return filled(Words::tr("The folder of %1 is not there any more. Bring it back."), {file});
    return sentence(error);
}

} // namespace fuseboard::wording
