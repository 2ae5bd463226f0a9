// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/requestconfig.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace fuseboard {

class ApiClient;

/// What a request does otherwise than its client, and what is noted of it.
class RequestSettings final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestSettings(QWidget *parent = nullptr);

    /// edited() is not emitted.
    void setConfig(const RequestConfig &config);
    /// Puts timeout, max_retries, follow_redirects and description into it. A limit that cannot be read counts as none.
    void readInto(RequestConfig &config) const;
    /// Whose settings hold where the request has none of its own.
    void setClient(ApiClient *client);
    /// How many settings are the request's own.
    [[nodiscard]] int ownCount() const;

Q_SIGNALS:
    void edited();

private:
    void judge();
    [[nodiscard]] std::optional<Duration> timeout() const;
    [[nodiscard]] std::optional<int> retries() const;

    QLineEdit *m_timeout;
    QLineEdit *m_retries;
    QComboBox *m_redirects;
    QPlainTextEdit *m_description;
};

} // namespace fuseboard
