// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/searchpattern.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace fuseboard {

class Theme;

/// Where one says what to search for, and sees how often it is there. It searches nothing itself. Enter goes on,
/// Shift+Enter back.
class SearchBar final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit SearchBar(const Theme &theme, QWidget *parent = nullptr);

    /// What is asked for; laidOut is left to whoever searches.
    [[nodiscard]] SearchQuery query() const;
    /// Takes the focus, with all text selected.
    void open();
    /// "3 of 1,204"; empty: nothing is said.
    void setCount(const QString &text);
    void setProblem(const QString &sentence);
    /// Shows a button that cancels.
    void setRunning(bool running);

Q_SIGNALS:
    void queryChanged();
    void nextRequested();
    void previousRequested();
    void cancelRequested();
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QToolButton *addSwitch(const QString &text, const QString &name);
    QToolButton *addButton(const Theme &theme, int icon, const QString &name, void (SearchBar::*signal)());

    QLineEdit *m_text;
    QToolButton *m_case;
    QToolButton *m_regex;
    QLabel *m_count;
    QPushButton *m_cancel;
};

} // namespace fuseboard
