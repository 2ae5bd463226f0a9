// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDir>
#include <QStringList>

class QWidget;

namespace fuseboard {

/// A folder of pictures. One with scale 2 has "@2x" in its name.
class Album final
{
public:
    /// wanted: names; empty for all.
    Album(const QString &folder, const QStringList &wanted);

    [[nodiscard]] bool wants(const QString &name) const;
    /// Whether it wants one whose name begins so.
    [[nodiscard]] bool wantsSome(const QString &beginning) const;
    /// As it is when nothing moves any more, or after a while; without the keyboard's place where that is the window's.
    void take(const QString &name, QWidget &widget);
    /// What is missing or blank: sentences.
    [[nodiscard]] QStringList faults() const;

private:
    QDir m_folder;
    QStringList m_wanted;
    QStringList m_taken;
    QStringList m_faults;
};

} // namespace fuseboard
