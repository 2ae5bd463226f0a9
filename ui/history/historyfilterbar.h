// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyfilter.h"
#include "models/clientnode.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace fuseboard {

class Scheduler;
class Theme;

/// What is looked for: text, client, how it ended, since when.
class HistoryFilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    HistoryFilterBar(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr);

    /// Where the one that is looked for is not among them, all are looked for again, which is told.
    void setClients(const QList<ClientNode> &clients);
    /// Its period ends now: it is another filter a minute later.
    [[nodiscard]] HistoryFilter filter() const;
    void clear();
    void focusText();

Q_SIGNALS:
    /// By the user or setClients(), and while text is typed only once it pauses.
    void changed();

private:
    QComboBox *makeChoice(const QString &name);
    void fillOutcomes();
    void fillPeriods();

    const Scheduler &m_scheduler;
    QLineEdit *m_text;
    QComboBox *m_client;
    QComboBox *m_end;
    QComboBox *m_period;
    QTimer m_typing;
};

} // namespace fuseboard
