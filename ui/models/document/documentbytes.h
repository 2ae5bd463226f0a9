// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFile>

#include <memory>

namespace fuseboard {

/// The bytes that a document shows: in memory, shared with whoever has them, or a file that the system maps, so that
/// they take memory only where they are looked at. They never change, so that any thread may read them.
class DocumentBytes final
{
public:
    explicit DocumentBytes(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    ~DocumentBytes();
    Q_DISABLE_COPY_MOVE(DocumentBytes)

    /// The file must be ours alone and stay as it is. Fails with Storage.
    static Result<std::shared_ptr<const DocumentBytes>> map(const QString &path);

    [[nodiscard]] QByteArrayView view() const { return m_mapped ? m_view : QByteArrayView(m_bytes); }
    [[nodiscard]] qint64 size() const { return view().size(); }

private:
    DocumentBytes() = default;

    QByteArray m_bytes;
    QFile m_file;
    uchar *m_mapped = nullptr;
    QByteArrayView m_view;
};

using SharedBytes = std::shared_ptr<const DocumentBytes>;

} // namespace fuseboard
