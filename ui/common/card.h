// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QVBoxLayout;

namespace fuseboard {

class ElidedLabel;
class Theme;

/// A rounded surface with a thin border and, where it has one, a title. Content goes into body().
class Card : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it. No title: no head.
    explicit Card(const Theme &theme, const QString &title = {}, QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    void setTitle(const QString &title);
    /// Shown behind the title in second rank: what it is about.
    void setSubject(const QString &subject);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    ElidedLabel *m_title;
    ElidedLabel *m_subject;
    QVBoxLayout *m_body;
};

/// The surface alone, for widgets that paint themselves.
void paintCard(QPainter &painter, const QRectF &rect, const Theme &theme);

} // namespace fuseboard
