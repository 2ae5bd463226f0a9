// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "workspace/requestconfig.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace fuseboard {

class ApiClient;
class ExactTextEdit;

/// What a request does otherwise than its client, and what is noted of it.
class RequestSettings final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestSettings(QWidget *parent = nullptr);

    /// edited() is not emitted.
    void setConfig(const RequestConfig &config);
    /// Puts timeout, max_retries, follow_redirects and description into it. A limit that cannot be read stays what it
    /// is there, and is a problem.
    void readInto(RequestConfig &config) const;
    /// What cannot be read, as a whole sentence; empty where all can.
    [[nodiscard]] QString problem() const;
    /// Whose settings hold where the request has none of its own.
    void setClient(ApiClient *client);
    /// How many settings are the request's own.
    [[nodiscard]] int ownCount() const;

Q_SIGNALS:
    void edited();

private:
    void judge();
    [[nodiscard]] std::optional<Duration> typedTimeout() const;
    [[nodiscard]] std::optional<int> typedRetries() const;
    [[nodiscard]] bool isTimeoutWrong() const;
    [[nodiscard]] bool areRetriesWrong() const;

    QLineEdit *m_timeout;
    QLineEdit *m_retries;
    QComboBox *m_redirects;
    ExactTextEdit *m_description;
    std::optional<Duration> m_timeoutGiven; ///< may have more digits than its text
};

} // namespace fuseboard
