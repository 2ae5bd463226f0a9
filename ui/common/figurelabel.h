// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace fuseboard {

class Theme;

/// One line of second-rank text whose digits do not dance. Its width grows but never shrinks with the text.
class FigureLabel final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit FigureLabel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    int m_width = 0;
};

} // namespace fuseboard
