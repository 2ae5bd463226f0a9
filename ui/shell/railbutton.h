// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/icons.h"

#include <QAbstractButton>

namespace fuseboard {

/// A page of the rail: an icon with its word below. Checked while its page is shown.
class RailButton final : public QAbstractButton
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    RailButton(const Theme &theme, IconId icon, const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    IconId m_icon;
};

} // namespace fuseboard
