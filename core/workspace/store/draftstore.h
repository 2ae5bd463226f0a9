// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "workspace/files/filesystem.h"
#include "workspace/store/orderedworker.h"
#include "workspace/store/requestdraftfile.h"

#include <QMap>
#include <QObject>
#include <QSet>

#include <memory>

namespace fuseboard {

class DraftFolder;

/// Keeps what is written in open tabs over a crash: one file for each, in a folder of this machine and not of the
/// workspace, for its owner only and without secrets. Files are written half a second after the first edit that they do
/// not hold, on a thread of their own. Of several programs with the same workspace each keeps its own.
class DraftStore final : public QObject
{
    Q_OBJECT

public:
    /// The folder is that of one workspace's drafts, and is made when it is needed first. The others must outlive this.
    DraftStore(QString folder, FileSystem &files, Scheduler &scheduler, QObject *parent = nullptr);
    /// Writes what is not written yet, and waits for it: whoever ends orderly may find his tabs again too.
    ~DraftStore() override;

    /// Anew, or in the place of the last one by that key. A key that is no safe name for a file is not kept.
    void keep(const KeptDraft &draft);
    /// It was saved, or is not wanted any more.
    void discard(const QString &key);

    /// Whether what was given to be kept by that key is not known to be on the disk, since writing has failed. It is
    /// tried again with the next draft, and at the end.
    [[nodiscard]] bool isUnkept(const QString &key) const { return m_isFailing && m_keys.contains(key); }

    /// Takes over what those have left who crashed or ended, and keeps it from now on; ends with restored(). Files that
    /// are no drafts stay, and are not told.
    void restore();

Q_SIGNALS:
    /// In the order of their keys.
    void restored(const QList<fuseboard::KeptDraft> &drafts);
    /// Something could not be kept. Told again after it has worked once meanwhile.
    void failed(const fuseboard::Error &error);

private:
    void writeAll();
    void finishWriting(const QList<KeptDraft> &drafts, const Result<void> &done);
    void remember(const Result<void> &done);

    Scheduler &m_scheduler;
    std::shared_ptr<DraftFolder> m_folder; // the worker's
    QMap<QString, KeptDraft> m_unwritten;
    QMap<QString, KeptDraft> m_failed; // as they could not be written
    QSet<QString> m_keys; // of what is to be kept
    bool m_isFailing = false; // when it was written last
    TimerHandle m_timer;
    OrderedWorker m_worker; // the last one: it ends before what it reports to
};

} // namespace fuseboard
