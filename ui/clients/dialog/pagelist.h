// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/badge.h"

#include <QListWidget>

namespace fuseboard {

class Theme;

/// The pages by name, each with a badge where there is something to say of it.
class PageList final : public QListWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit PageList(const Theme &theme, QWidget *parent = nullptr);

    void addPage(const QString &title);
    /// No text: no badge.
    void setBadge(int page, const Badge &badge);
    [[nodiscard]] Badge badge(int page) const;

private:
    QList<Badge> m_badges;
};

} // namespace fuseboard
