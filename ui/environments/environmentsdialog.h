// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "environments/environmenthistory.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace fuseboard {

class EnvironmentForm;
struct RestoredEnvironments;
class SecretStore;
class Theme;

/// The environments of a workspace: all of them are edited, and saved or left together. Whoever opens it saves what it
/// submits, and then closes it or tells why not. Shown with open().
class EnvironmentsDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Content
    {
        QList<Environment> environments;
        QString current; ///< slug of the one to be shown first
        QStringList taken; ///< slugs of files that could not be read: not to be given to new ones
        QString workspaceId{}; ///< part of the keys in the store
    };

    /// Theme and store must outlive it. Secrets are read from the store; what is written there is in the edit.
    EnvironmentsDialog(const Theme &theme, SecretStore &secrets, const Content &content, QWidget *parent = nullptr);
    ~EnvironmentsDialog() override;

    /// What the edits began from. Of those that were overtaken nobody knows any more what it was, only that it was
    /// something else: they have no name.
    [[nodiscard]] QList<Environment> base() const;
    /// Whether what was submitted is neither saved nor refused yet.
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    [[nodiscard]] const QList<EnvironmentDraft> &drafts() const { return m_drafts; }
    /// Edits that an earlier run did not save, as one step that can be undone. Whoever saves those that were overtaken
    /// is asked.
    void restoreEdits(const RestoredEnvironments &restored);
    /// Submits what is valid. Until the answer has come nothing is edited; closing the dialog takes nothing back.
    void submit();
    /// What was submitted is saved: closes without a question.
    void finishSaved();
    /// It is not saved, and can be edited again.
    void refuse(const QString &sentence);
    /// Its files are saved, but not all of its secrets: those can be tried again.
    void keepSecrets(const QList<Environment> &saved, const QList<SecretEdit> &unfinished, const QString &sentence);
    /// Others have taken these slugs: new environments get others.
    void setTaken(const QStringList &taken) { m_content.taken = taken; }
    /// The edits of one environment go for what others have made of it; null: they removed it.
    void takeTheirs(const QString &slug, const Environment *theirs);
    /// Esc, Cancel and the window's button: asks first where something would be lost.
    void reject() override;

Q_SIGNALS:
    void submitted(const fuseboard::EnvironmentsEdit &edit);
    /// drafts() may be others.
    void edited();

private:
    void build(const Theme &theme, SecretStore &secrets);
    QWidget *buildList(const Theme &theme);
    QWidget *buildPages(const Theme &theme, SecretStore &secrets);
    QWidget *buildFoot();
    QWidget *buildActions();
    QWidget *buildRemoval(QWidget *parent);
    QWidget *buildQuestion();
    void addDraft(EnvironmentDraft draft);
    void addNew();
    void duplicate();
    void removeCurrent();
    void bringBack();
    void undo();
    void takeAllBack();
    void redo();
    void showState(const EnvironmentHistory::State &state);
    void tellRemoved();
    void tellVariable(const QString &name);
    void showDraft(int index);
    void readForm();
    void takeEdits();
    void note(const QString &slug);
    void updateItem(int index);
    void check();
    void setWaiting(bool isWaiting);
    void setAsking(bool isAsking);
    void refill(int current);
    [[nodiscard]] bool isAsking() const;
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] QList<Environment> editedAll() const;
    [[nodiscard]] QList<Environment> possibleParents(int index) const;
    [[nodiscard]] QString firstProblem() const;

    const Theme &m_theme;
    Content m_content;
    QList<EnvironmentDraft> m_drafts;
    QList<RemovedEnvironment> m_removed; ///< since the last save, the last one at the end
    EnvironmentHistory m_history;
    QListWidget *m_list = nullptr;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_remove = nullptr;
    QStackedWidget *m_pages = nullptr;
    EnvironmentForm *m_form = nullptr;
    QWidget *m_removal = nullptr; ///< tells of what was removed last, and brings it back
    bool m_isVariableTold = false; // there, as the last edit
    QLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    QStackedWidget *m_foot = nullptr; // what can be done, or a question
    QPushButton *m_keep = nullptr;
    QStringList m_slugs; // of the drafts, as they were submitted
    bool m_isWaiting = false;
    int m_shown = -1;
    int m_made = 0;
};

} // namespace fuseboard
