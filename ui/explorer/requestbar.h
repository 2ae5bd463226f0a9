// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QComboBox;
class QPushButton;

namespace fuseboard {

class Theme;
class UrlEdit;

/// Method, URL, and the button that sends and, while a call runs, cancels.
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
    void setRunning(bool running);
    void focusUrl();

Q_SIGNALS:
    /// By the user.
    void edited();
    void sendRequested();
    void cancelRequested();

private:
    void colourMethod();

    const Theme &m_theme;
    QComboBox *m_method;
    UrlEdit *m_url;
    QPushButton *m_send;
    bool m_running = false;
};

} // namespace fuseboard
