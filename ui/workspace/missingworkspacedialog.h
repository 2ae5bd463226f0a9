// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

class Theme;

/// Offers to make a workspace in a folder where there is none, or to open another folder. Shown with open(); closing it
/// opens nothing.
class MissingWorkspaceDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The folder need not exist. The theme must outlive it.
    MissingWorkspaceDialog(const Theme &theme, const QString &folder, QWidget *parent = nullptr);

    /// It could not be made: a sentence. The dialog stays.
    void refuse(const QString &problem);

Q_SIGNALS:
    /// Whoever hears it closes the dialog, or refuses.
    void createChosen(const QString &name);
    void folderChosen(const QString &folder);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QHBoxLayout *makeButtons();
    void submit();
    void askForFolder();
    void showWhetherPossible();

    const QString m_folder;
    QLineEdit *m_name;
    QLabel *m_problem;
    QPushButton *m_create = nullptr;
    bool m_isMaking = false;
};

} // namespace fuseboard
