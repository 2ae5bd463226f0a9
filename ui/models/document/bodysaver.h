// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/headers.h"
#include "models/document/documentbytes.h"

#include <QFutureWatcher>
#include <QObject>
#include <QUrl>

namespace fuseboard {

/// Writes a body into a file in a worker: whole, or not at all.
class BodySaver final : public QObject
{
    Q_OBJECT

public:
    explicit BodySaver(QObject *parent = nullptr);
    ~BodySaver() override;

    /// One at a time: ignored while it runs.
    void save(const SharedBytes &bytes, const QString &path);
    /// Leaves the file as it was.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }

Q_SIGNALS:
    void progressed(int percent);
    /// Not after cancel(). The error is of the kind Storage.
    void finished(const fuseboard::Result<void> &result);

private:
    QFutureWatcher<Result<void>> m_watcher;
};

/// A name for the file of an answer, by Content-Disposition, by the address or by the media type. What a server says is
/// taken for a name alone: no folder, no hidden file, no device, nothing that a file system or a reader mistakes.
/// (ADVERSARIAL G22)
[[nodiscard]] QString suggestedFileName(const Headers &headers, const QUrl &url);

} // namespace fuseboard
