// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "environments/environmentsedit.h"
#include "workspace/store/draftstore.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace fuseboard {

class EnvironmentsDialog;

/// Keeps what is edited in the dialog of environments over the end of the program, without secrets, and offers what an
/// earlier run has left. What is saved or discarded is kept no more.
class EnvironmentDrafts final : public QObject
{
    Q_OBJECT

public:
    /// The folder is that of the workspace's environments alone; present gives these. The others must outlive it.
    EnvironmentDrafts(const QString &folder, FileSystem &files, Scheduler &scheduler,
                      std::function<QList<Environment>()> present, QObject *parent = nullptr);

    /// Gives a dialog that begins what an earlier run has left, and keeps its edits from now on, under that key.
    QString follow(EnvironmentsDialog &dialog);
    /// What was submitted by a dialog of that key is saved, or is not. Nothing happens while the dialog is open, which
    /// has its edits itself; what one has left that was closed meanwhile is kept no more, or offered again.
    void settle(const QString &key, bool isSaved);
    /// What waits for the keychain, without its dialog, is not to come back with the next start.
    void discardUnsaved();

Q_SIGNALS:
    /// A sentence or several, on what is there again.
    void offered(const QString &text);
    /// That is true no more: a dialog has all of it.
    void settled(const QString &text);
    /// The same on what cannot be kept.
    void failed(const QString &text);

private:
    void offer(const QList<KeptDraft> &drafts);
    void keep(const EnvironmentsDialog &dialog, const QString &key);
    void tellLeft();

    const std::function<QList<Environment>()> m_present;
    DraftStore m_store;
    QList<KeptDraft> m_left; // by earlier runs, or closed dialogs, and not given back yet
    QHash<QString, KeptDraft> m_going; // of dialogs that were closed before it was known whether they are saved
    QString m_told; // of them
};

} // namespace fuseboard
