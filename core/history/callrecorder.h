// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/apiclient.h"
#include "history/historystore.h"

namespace fuseboard {

/// Keeps calls in the history as they end.
class CallRecorder final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    CallRecorder(HistoryStore &store, const Scheduler &scheduler, QObject *parent = nullptr);

    /// To be called where the call was sent, in the same turn of the loop. Nothing is kept where the client's
    /// record_history is off when the call ends. requestId: as in HistoryEntry.
    void watch(const QString &clientSlug, ApiClient *client, Call *call, const QString &requestId = {});

private:
    HistoryStore &m_store;
    const Scheduler &m_scheduler;
};

} // namespace fuseboard
