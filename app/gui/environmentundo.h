// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/secretedits.h"
#include "workspace/store/environmentsave.h"
#include "workspace/store/workspacechange.h"

#include <QObject>

#include <memory>

namespace fuseboard {

class EnvironmentStore;
class WorkspaceStore;

/// Edits of environments in the undo of their workspace. Their secrets go back and forth with them: what a variable is
/// called otherwise afterwards, its secret is too, and the secret of one that goes is put aside, under a name that no
/// variable can have. Which text a secret had before is not kept: as with clients, that is no edit of a file.
class EnvironmentUndo final : public QObject
{
    Q_OBJECT

public:
    /// What one edit was, and how its secrets went. Shared with whoever carries it out.
    struct Step
    {
        /// The secret of a variable has one name before the edit and another one after it.
        struct Move
        {
            QString slug;
            QString before;
            QString after;
        };

        QList<Environment> before; // those alone that it is about
        QList<Environment> after;
        QList<Move> moves;
        bool isDone = true; // on the disk
    };

    /// Both are open, and must outlive it.
    EnvironmentUndo(EnvironmentStore &environments, WorkspaceStore &history, QObject *parent = nullptr);

    /// What becomes of an edit's secrets where it can be undone: none is removed.
    [[nodiscard]] static QList<SecretEdit> keepingAll(QList<SecretEdit> edits);
    /// Whether an edit makes an environment that was not there before.
    [[nodiscard]] static bool addsOne(const EnvironmentsSave &save);
    /// That an edit has deleted environments, and how they come back: a sentence, empty where it has not.
    [[nodiscard]] static QString removalOf(const EnvironmentsSave &save);
    /// These files were just written by an edit from here, and changed() is about to tell of them. The edit as it has
    /// turned out: what it has replaced of others is what it began from.
    [[nodiscard]] EnvironmentsSave noteWritten(EnvironmentsSave save);
    /// The edit is done, with those secrets: it can be undone.
    void note(const EnvironmentsSave &save, const QList<SecretEdit> &secrets);
    /// What was wanted last has ended. unfinished: of its secrets.
    void finish(bool isWritten, const QList<SecretEdit> &unfinished = {});

Q_SIGNALS:
    /// To be carried out, and then finish() to be called; one at a time.
    void wanted(const fuseboard::EnvironmentsSave &save, const QList<fuseboard::SecretEdit> &secrets);

private:
    class Edit;
    struct Wanted
    {
        std::shared_ptr<Step> step;
        bool isRedo = false;
    };

    void want(const std::shared_ptr<Step> &step, bool isRedo);
    void startNext();
    void follow();

    EnvironmentStore &m_environments;
    WorkspaceStore &m_history;
    QList<Environment> m_known; // as they were read or written last
    QList<Wanted> m_line; // the first one is under way where m_isBusy
    bool m_isBusy = false;
};

} // namespace fuseboard
