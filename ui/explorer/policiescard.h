// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;

namespace fuseboard {

class ApiClient;
class Card;
class Theme;

/// What limiter, breaker, retry and timeouts of a client are set to, and how they stand now.
class PoliciesCard final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit PoliciesCard(const Theme &theme, QWidget *parent = nullptr);

    /// Null: hidden.
    void setClient(ApiClient *client);
    /// Reads a snapshot; whoever shows the card calls it as often as it should live.
    void refresh();

private:
    Card *m_card;
    QList<QLabel *> m_lines;
    QPointer<ApiClient> m_client;
};

} // namespace fuseboard
