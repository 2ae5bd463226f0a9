// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDialog>

#include <optional>

class QHBoxLayout;

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

Q_SIGNALS:
    void mineChosen();
    void theirsChosen();

private:
    [[nodiscard]] QHBoxLayout *makeVersions();
    [[nodiscard]] QHBoxLayout *makeButtons();
    void showVersions(const std::optional<QByteArray> &mine, const std::optional<QByteArray> &theirs);

    const Theme &m_theme;
    DiffSide *m_mine;
    DiffSide *m_theirs;
    DiffSteps *m_steps;
};

} // namespace fuseboard
