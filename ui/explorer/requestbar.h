// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QFrame>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace fuseboard {

class Theme;
class UrlEdit;

/// Method (one of the usual, or any other token), URL, and the button that sends and, while a call runs, cancels.
class RequestBar final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit RequestBar(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QString method() const;
    [[nodiscard]] QString url() const;
    /// edited() is not emitted.
    void setRequest(const QString &method, const QString &url);
    void setUrl(const QString &url);
    /// What a relative URL goes to: shown before it, unless the URL is absolute.
    void setBaseUrl(const QString &baseUrl);
    /// What {{variables}} stand for.
    void setScope(const VariableScope &scope);
    void setRunning(bool running);
    void focusUrl();
    /// Puts a command behind the button: by its icon text, and by its icon where the bar is narrow.
    void addTool(QAction *command);
    /// The same for a button, which has both its words and its icon.
    void addTool(QToolButton *tool);

Q_SIGNALS:
    /// By the user.
    void edited();
    void sendRequested();
    void cancelRequested();
    /// As that of UrlEdit.
    void entryRefused(const QString &text);

private:
    void setUpMethod();
    void colourMethod();
    void followMethodClick(const QObject *watched, const QEvent &event);
    void fitTools();
    void showBaseUrl();
    [[nodiscard]] int baseRoom() const;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    const Theme &m_theme;
    QComboBox *m_method;
    QLabel *m_base;
    QString m_baseUrl;
    UrlEdit *m_url;
    QPushButton *m_send;
    QList<QToolButton *> m_tools;
    bool m_running = false;
    bool m_selectsMethod = false; ///< it was clicked into, and the button is not up again
};

} // namespace fuseboard
