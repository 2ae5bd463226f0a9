// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/environmentstate.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace fuseboard {

class Theme;

/// "Environment: Staging ▾": which one it is, and a menu of the others.
class EnvironmentSelector final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit EnvironmentSelector(const Theme &theme, QWidget *parent = nullptr);

    void setState(const QList<Environment> &environments, const EnvironmentState &state);

Q_SIGNALS:
    /// By the user; empty for none.
    void environmentChosen(const QString &slug);
    void editRequested();

private:
    void fillMenu();
    QAction *addChoice(const QString &text, const Environment &environment);

    const Theme &m_theme;
    QToolButton *m_button;
    QMenu *m_menu;
    QList<Environment> m_environments;
    QString m_current; // slug
};

} // namespace fuseboard
