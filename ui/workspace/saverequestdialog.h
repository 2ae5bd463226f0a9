// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspaceplace.h"

#include <QDialog>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

class Theme;
struct Workspace;

/// Asks for the name and the place of a request that the workspace does not have yet. Shown with open().
class SaveRequestDialog final : public QDialog
{
    Q_OBJECT

public:
    /// folder: the one to begin with. The theme must outlive it.
    SaveRequestDialog(const Theme &theme, const Workspace &workspace, const QString &name, const WorkspacePlace &folder,
                      QWidget *parent = nullptr);

    /// It could not be saved: a sentence. The dialog stays.
    void refuse(const QString &problem);

Q_SIGNALS:
    /// Whoever hears it closes the dialog, or refuses.
    void submitted(const QString &name, const fuseboard::WorkspacePlace &folder);

private:
    void addPlaces(const Workspace &workspace, const WorkspacePlace &folder);
    [[nodiscard]] QHBoxLayout *makeButtons();
    void submit();

    QLineEdit *m_name;
    QComboBox *m_place;
    QLabel *m_problem;
    QPushButton *m_save;
    QList<WorkspacePlace> m_places;
};

} // namespace fuseboard
