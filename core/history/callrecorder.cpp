// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/callrecorder.h"

#include "history/callrecord.h"

#include <QPointer>

namespace fuseboard {

CallRecorder::CallRecorder(HistoryStore &store, const Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_scheduler(scheduler)
{
}

void CallRecorder::watch(const QString &clientSlug, ApiClient *client, Call *call, const QString &requestId)
{
    if (!client || !call)
        return;
    connect(call, &Call::finished, this,
            [this, clientSlug, requestId, call, source = QPointer(client), asked = call->request(),
             startedAt = m_scheduler.wallNow()](const Result<ApiResponse> &result) {
                if (!source || !source->config().recordHistory)
                    return;
                HistoryEntry entry = callRecord(clientSlug, *source, *call, asked, result, startedAt);
                entry.requestId = requestId;
                m_store.append(entry);
            });
}

} // namespace fuseboard
