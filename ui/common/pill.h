// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/badge.h"

#include <QWidget>

namespace fuseboard {

/// A Badge as a widget. Its accessible name is its text.
class Pill final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit Pill(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const Badge &badge() const { return m_badge; }
    void setBadge(const Badge &badge);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Badge m_badge;
};

} // namespace fuseboard
