// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "environments/environmentsedit.h"
#include "workspace/store/draftstore.h"

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

    /// Gives a dialog that begins what an earlier run has left, and keeps its edits from now on.
    void follow(EnvironmentsDialog &dialog);

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

    const std::function<QList<Environment>()> m_present;
    DraftStore m_store;
    QList<KeptDraft> m_left; // by earlier runs, and not given back yet
    QString m_told; // of them
};

} // namespace fuseboard
