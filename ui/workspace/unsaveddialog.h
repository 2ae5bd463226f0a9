// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace fuseboard {

class Theme;

/// Asks what is to become of edits that are not saved, before they go with their window. Shown with open(); closing it
/// means that the window stays.
class UnsavedDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What stands in the way.
    enum class Obstacle {
        Saving, ///< It is under way, and takes its time.
        Keychain, ///< It asks its user first.
        Failed,
        Conflict, ///< Another program has changed a file too.
        Nowhere, ///< The workspace lies in no folder.
        Tabs, ///< Edits cannot be kept over the end. Only whoever stays can save them.
    };

    /// The theme must outlive it.
    explicit UnsavedDialog(const Theme &theme, QWidget *parent = nullptr);

    /// reason: a whole sentence. files: what would be lost, by file or by name.
    void show(Obstacle obstacle, const QString &reason, const QStringList &files);

Q_SIGNALS:
    void saveChosen();
    void compareChosen();
    void keepChosen();
    void discardChosen();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QHBoxLayout *makeButtons();
    void choose();

    Obstacle m_obstacle = Obstacle::Saving;
    QLabel *m_reason;
    QLabel *m_files;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace fuseboard
