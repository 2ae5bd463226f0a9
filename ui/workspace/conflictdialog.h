// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDialog>
#include <QFutureWatcher>

#include <optional>

class QHBoxLayout;
class QLabel;

namespace fuseboard {

class DiffSide;
class DiffSteps;
class Theme;

/// Shows what a file comes to here and what another program has written, side by side with what differs marked, and
/// asks which is to stay. Shown with open(); closing it decides nothing.
class ConflictDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Nothing: the file was removed. The theme must outlive it.
    ConflictDialog(const Theme &theme, const QString &file, const std::optional<QByteArray> &mine,
                   const std::optional<QByteArray> &theirs, QWidget *parent = nullptr);
    ~ConflictDialog() override;

Q_SIGNALS:
    void mineChosen();
    void theirsChosen();

private:
    struct Versions;

    [[nodiscard]] static Versions versionsOf(const std::optional<QByteArray> &mine,
                                             const std::optional<QByteArray> &theirs);
    [[nodiscard]] QHBoxLayout *makeVersions();
    [[nodiscard]] QHBoxLayout *makeButtons();
    void readVersions(const std::optional<QByteArray> &mine, const std::optional<QByteArray> &theirs);
    void showVersions(const Versions &versions);

    const Theme &m_theme;
    DiffSide *m_mine;
    DiffSide *m_theirs;
    DiffSteps *m_steps;
    QLabel *m_cut; // where not all is shown
    QFutureWatcher<Versions> *m_reading = nullptr; // of large files
};

} // namespace fuseboard
