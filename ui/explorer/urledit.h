// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

namespace fuseboard {

class Theme;

/// The line for a URL: its {{variables}} in their colour, the base URL in second rank.
class UrlEdit final : public QLineEdit
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit UrlEdit(const Theme &theme, QWidget *parent = nullptr);

private:
    void colour();

    const Theme &m_theme;
};

} // namespace fuseboard
