// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyfilter.h"
#include "history/historyperiod.h"
#include "models/clientnode.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;

namespace fuseboard {

class Scheduler;
class Theme;

/// What is looked for: text, client, how it ended, its status, when.
class HistoryFilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    HistoryFilterBar(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr);

    /// Where the one that is looked for is not among them, all are looked for again, which is told.
    void setClients(const QList<ClientNode> &clients);
    /// A period up to now is another filter a minute later. A status that cannot be read is marked, and not looked for.
    [[nodiscard]] HistoryFilter filter() const;
    void clear();
    void focusText();

Q_SIGNALS:
    /// By the user or setClients(), and while text is typed only once it pauses.
    void changed();

private:
    QComboBox *makeChoice(const QString &name);
    QDateEdit *makeDay(const QString &name);
    QWidget *makeDays();
    void setUpText(const Theme &theme);
    void setUpStatus(const Theme &theme);
    void fillOutcomes();
    void fillPeriods();
    void connectParts();
    void checkStatus();
    void choosePeriod();
    [[nodiscard]] HistoryPeriod period() const;

    const Scheduler &m_scheduler;
    QLineEdit *m_text;
    QComboBox *m_where; // it is looked for
    QLineEdit *m_status;
    QAction *m_wrongStatus = nullptr;
    QComboBox *m_client;
    QComboBox *m_end;
    QComboBox *m_period;
    QDateEdit *m_first;
    QDateEdit *m_last;
    QWidget *m_days; // the chosen ones, where days are chosen
    QLabel *m_statusFault;
    QTimer m_typing;
};

} // namespace fuseboard
