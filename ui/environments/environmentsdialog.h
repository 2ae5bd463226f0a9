// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "environments/environmentsedit.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace fuseboard {

class EnvironmentForm;
class SecretStore;
class Theme;

/// The environments of a workspace: all of them are edited, and saved or left together. Shown with open().
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

Q_SIGNALS:
    /// By the user, with what is valid.
    void saved(const fuseboard::EnvironmentsEdit &edit);

private:
    void build(const Theme &theme, SecretStore &secrets);
    QWidget *buildList(const Theme &theme);
    QWidget *buildPages(const Theme &theme, SecretStore &secrets);
    QWidget *buildFoot();
    void addDraft(EnvironmentDraft draft);
    void addNew();
    void duplicate();
    void removeCurrent();
    void showDraft(int index);
    void takeEdits();
    void updateItem(int index);
    void check();
    void save();
    [[nodiscard]] QList<Environment> edited() const;
    [[nodiscard]] QList<Environment> possibleParents(int index) const;
    [[nodiscard]] QString firstProblem() const;

    const Theme &m_theme;
    Content m_content;
    QList<EnvironmentDraft> m_drafts;
    QListWidget *m_list = nullptr;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_remove = nullptr;
    QStackedWidget *m_pages = nullptr;
    EnvironmentForm *m_form = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    int m_shown = -1;
    int m_made = 0;
};

} // namespace fuseboard
