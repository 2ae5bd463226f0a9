// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/login.h"
#include "clients/dialog/dialogmeans.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fuseboard {

class Theme;

/// Gets an OAuth 2.0 token with settings that are not saved yet, and tells where its sign-in stands: the browser is
/// open, a code is to be typed elsewhere, or the server is asked.
class SignInPanel final : public QWidget
{
    Q_OBJECT

public:
    enum class State { Idle, Asking, InBrowser, OnDevice, Done, Failed, Cancelled };
    Q_ENUM(State)

    /// The theme must outlive it.
    SignInPanel(const Theme &theme, DialogMeans means, QWidget *parent = nullptr);
    ~SignInPanel() override;

    /// Ignored while a sign-in is under way.
    void start(const ClientConfig &config);
    void cancel();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    /// With the present settings.
    void asked();

private:
    void build(const Theme &theme);
    void show(State state, const QString &sentence);
    void showCode(const DeviceCode &code);
    void finish(const Result<void> &result);

    const DialogMeans m_means;
    std::shared_ptr<ApiClient> m_client;
    State m_state = State::Idle;
    quint64 m_run = 0; ///< what earlier ones still tell is not heard
    QUrl m_page;
    QPushButton *m_button;
    QPushButton *m_open;
    QPushButton *m_copy;
    QLabel *m_code;
    QLabel *m_sentence;
};

} // namespace fuseboard
