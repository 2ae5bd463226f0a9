// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodysaver.h"

#include "models/document/background.h"

#include <QSaveFile>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qsizetype savedPiece = 1'000'000;

Result<void> saved(QByteArrayView bytes, const QString &path, QPromise<Result<void>> &promise)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error(ErrorKind::Storage, ErrorDetail::NoPermission, path);
    promise.setProgressRange(0, 100);
    for (qsizetype at = 0; at < bytes.size(); at += savedPiece) {
        const QByteArrayView piece = bytes.sliced(at, std::min(savedPiece, bytes.size() - at));
        if (promise.isCanceled() || file.write(piece.data(), piece.size()) != piece.size()) {
            file.cancelWriting();
            return Error(ErrorKind::Storage, ErrorDetail::WriteFailed, path);
        }
        promise.setProgressValue(int(at * 100 / bytes.size()));
    }
    if (!file.commit())
        return Error(ErrorKind::Storage, ErrorDetail::WriteFailed, path);
    return {};
}

} // namespace

BodySaver::BodySaver(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &BodySaver::progressed);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!m_watcher.isCanceled())
            Q_EMIT finished(m_watcher.result());
    });
}

BodySaver::~BodySaver()
{
    m_watcher.cancel();
}

void BodySaver::save(const SharedBytes &bytes, const QString &path)
{
    if (isRunning())
        return;
    m_watcher.setFuture(runInBackground<Result<void>>(
        [bytes, path](QPromise<Result<void>> &promise) { promise.addResult(saved(bytes->view(), path, promise)); }));
}

void BodySaver::cancel()
{
    m_watcher.cancel();
    m_watcher.setFuture({});
}

} // namespace fuseboard
