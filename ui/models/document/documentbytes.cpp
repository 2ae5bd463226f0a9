// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/documentbytes.h"

namespace fuseboard {

DocumentBytes::~DocumentBytes()
{
    if (m_mapped)
        m_file.unmap(m_mapped);
}

Result<SharedBytes> DocumentBytes::map(const QString &path)
{
    const std::shared_ptr<DocumentBytes> bytes(new DocumentBytes);
    bytes->m_file.setFileName(path);
    if (!bytes->m_file.open(QIODevice::ReadOnly))
        return Error(ErrorKind::Storage, bytes->m_file.exists() ? ErrorDetail::NoPermission : ErrorDetail::NotFound,
                     path);
    const qint64 size = bytes->m_file.size();
    if (size == 0)
        return SharedBytes(bytes); // no system maps nothing
    bytes->m_mapped = bytes->m_file.map(0, size);
    if (!bytes->m_mapped)
        return Error(ErrorKind::Storage, ErrorDetail::ReadFailed, path);
    bytes->m_view = QByteArrayView(bytes->m_mapped, qsizetype(size));
    return SharedBytes(bytes);
}

} // namespace fuseboard
