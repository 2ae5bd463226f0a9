// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFileDialog>

namespace fuseboard {

/// Asks for a folder, and takes the name of one that is not there yet too, in a folder that is; whoever hears
/// fileSelected() makes it. Where the system has a dialog of its own, that one can make folders, and is shown.
class FolderDialog final : public QFileDialog
{
    Q_OBJECT

public:
    FolderDialog(QWidget *parent, const QString &title, const QString &startingIn);

protected:
    void accept() override;
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QString newFolder() const;
    void offerNew();
};

} // namespace fuseboard
