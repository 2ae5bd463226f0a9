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

    void setTexts(const QString &title, const QString &advice);

Q_SIGNALS:
    void actionTriggered();

private:
    QLabel *m_title;
    QLabel *m_advice;
};

} // namespace fuseboard
