// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "workspace/files/filesystem.h"
#include "workspace/store/orderedworker.h"
#include "workspace/store/requestdraftfile.h"

#include <QMap>
#include <QObject>
#include <QStringList>

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

    /// Whether what was given to be kept by that key is not on the disk, since writing has failed, or takes too long
    /// for writeNow(). It is tried again with the next draft, and at the end.
    [[nodiscard]] bool isUnkept(const QString &key) const;
    /// Whether something was given to be kept of which it is not known yet whether it can be. Who leaves meanwhile
    /// would learn of no failure.
    [[nodiscard]] bool isUntried() const;
    /// Whether something is not on the disk since writing it has failed: isUnkept() of one of them.
    [[nodiscard]] bool hasFailed() const;
    /// Writes at once what is not known to be on the disk, what has failed too: that is untried then. Where there is
    /// any, tried() follows from the event loop, within two seconds.
    void writeNow();

    /// Takes over what those have left who crashed or ended, and keeps it from now on; ends with restored(). Files that
    /// are no drafts stay, and are not told.
    void restore();

Q_SIGNALS:
    /// In the order of their keys.
    void restored(const QList<fuseboard::KeptDraft> &drafts);
    /// Something could not be kept. Told again after it has worked once meanwhile.
    void failed(const fuseboard::Error &error);
    /// Nothing is untried any more, after writeNow().
    void tried();

private:
    /// What is not known to be on the disk.
    struct Unkept
    {
        KeptDraft draft;
        int write = 0; ///< the one that it is in, as last; 0: it waits for the next one
        bool hasFailed = false; ///< when it was written last, perhaps as it was before
        bool isRetried = false; ///< and somebody waits for what comes of that
    };

    void writeAll();
    void finishWriting(int write, const QStringList &keys, const Result<void> &done);
    void remember(const Result<void> &done);
    void giveUpWaiting();
    void tellTried();

    Scheduler &m_scheduler;
    std::shared_ptr<DraftFolder> m_folder; // the worker's
    QMap<QString, Unkept> m_unkept; // by their keys
    int m_writes = 0; // so many were begun
    bool m_isFailing = false; // and that was told
    bool m_isHurried = false; // somebody waits for tried()
    TimerHandle m_timer;
    TimerHandle m_patience;
    OrderedWorker m_worker; // the last one: it ends before what it reports to
};

} // namespace fuseboard
