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
    /// Puts timeout, max_retries, follow_redirects, max_wait, cost and description into it. A limit that cannot be read
    /// stays what it is there, and is a problem.
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
    struct Span
    {
        QLineEdit *line;
        double least; ///< seconds
        double most;
        std::optional<Duration> given{}; ///< may have more digits than its text
    };
    struct Number
    {
        QLineEdit *line;
        int least;
        int most;
    };

    QLineEdit *makeLine(const QString &name);
    void judge();
    [[nodiscard]] static std::optional<Duration> typed(const Span &span);
    [[nodiscard]] static std::optional<int> typed(const Number &number);
    template<class Field>
    [[nodiscard]] static bool isWrong(const Field &field);
    static void put(Span &span, std::optional<Duration> value);
    static void put(Number &number, std::optional<int> value);

    Span m_timeout;
    Number m_retries;
    Span m_maxWait;
    Number m_cost;
    QComboBox *m_redirects;
    ExactTextEdit *m_description;
};

} // namespace fuseboard
