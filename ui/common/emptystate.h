// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/icons.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fuseboard {

class Theme;

/// What an empty place shows: an icon, what is missing, and what to do about it.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it. No action text: no button.
    EmptyState(const Theme &theme, IconId icon, const QString &title, const QString &advice, const QString &action = {},
               QWidget *parent = nullptr);

    /// Where there is an action.
    void setActionEnabled(bool enabled);
    void setTexts(const QString &title, const QString &advice);
    void setActionText(const QString &text); ///< an empty one hides the button

    /// Small: a placeholder must not widen or heighten the page around it.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void actionTriggered();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitTexts();

    QLabel *m_title;
    QLabel *m_advice;
    QPushButton *m_action = nullptr;
};

} // namespace fuseboard
