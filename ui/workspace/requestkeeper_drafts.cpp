// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What outlives the end of the program, or of a request's file.

#include "explorer/explorepage.h"
#include "models/editwording.h"
#include "models/figures.h"
#include "workspace/keptrequest.h"
#include "workspace/requestkeeper.h"
#include "workspace/store/draftstore.h"
#include "workspace/store/workspacestore.h"

#include <algorithm>

namespace fuseboard {

/// Edits that are not wanted make way for what stands in the workspace, as long as that is on its way to the disk.
void RequestKeeper::keepDraft(const OpenRequest &request, bool isOpen)
{
    if (!m_drafts)
        return;
    if (request.edited && isOpen)
        return m_drafts->keep(draftToKeep(request));
    m_bases.remove(request.key);
    const WorkspacePlace place = placeOfDraft(request.draft);
    const auto config = configAt(place);
    if (!config || !isUnsaved(place))
        return discard(request.key);
    if (!m_unsettled.contains(request.key)) {
        const RequestDraft kept = draftAt(place, *config);
        m_unsettled.insert(request.key, {place, *config, draftToKeep({request.key, kept, kept})});
    }
    m_drafts->keep(m_unsettled.value(request.key).draft);
}

bool RequestKeeper::isUnsaved(const WorkspacePlace &place) const
{
    return m_store.unsavedFiles().contains(fileAt(place));
}

void RequestKeeper::discard(const QString &key)
{
    m_unsettled.remove(key);
    if (m_drafts)
        m_drafts->discard(key);
}

/// Not before: a save that fails, or comes no more, would not outlive a crash otherwise. Of what was taken back
/// meanwhile, nothing is told.
void RequestKeeper::finishSaved(const QStringList &files)
{
    const QHash<QString, Unsettled> unsettled = m_unsettled;
    for (const Unsettled &one : unsettled) {
        if (one.isAsked && files.contains(fileAt(one.place)) && configAt(one.place) == one.config)
            Q_EMIT noticed(wording::saved(one.config.name, true));
    }
    discardSettled();
}

/// What has gone and come elsewhere with the same content, whatever its name, has moved.
void RequestKeeper::followUnsettled(const QList<WorkspacePlace> &added)
{
    for (auto unsettled = m_unsettled.begin(); unsettled != m_unsettled.end(); ++unsettled) {
        Unsettled &one = *unsettled;
        if (const auto now = configAt(one.place)) {
            if (*now != one.config)
                followConfig(unsettled.key(), one, *now);
            continue;
        }
        const auto moved = std::find_if(added.cbegin(), added.cend(), [this, &one](const WorkspacePlace &place) {
            RequestConfig config = configAt(place).value_or(RequestConfig());
            config.name = one.config.name;
            return config == one.config;
        });
        if (moved != added.cend())
            one.place = *moved;
    }
}

/// It was taken back, or made anew, and is still on its way.
void RequestKeeper::followConfig(const QString &key, Unsettled &one, const RequestConfig &now)
{
    one.isAsked = false;
    one.config = now;
    one.draft.config = now;
    if (m_drafts && !editedOne(key))
        m_drafts->keep(one.draft);
}

std::optional<OpenRequest> RequestKeeper::editedOne(const QString &key) const
{
    const QList<OpenRequest> open = m_page.openRequests();
    const auto edited = std::find_if(open.cbegin(), open.cend(), [&key](const OpenRequest &request) {
        return request.edited && request.key == key;
    });
    return edited == open.cend() ? std::nullopt : std::optional(*edited);
}

/// What others have written in its place is settled, too.
void RequestKeeper::discardSettled()
{
    for (const QString &key : m_unsettled.keys()) {
        if (!isUnsaved(m_unsettled.value(key).place))
            endUnsettled(key);
    }
}

void RequestKeeper::discardUnsaved()
{
    for (const QString &key : m_unsettled.keys())
        endUnsettled(key);
}

void RequestKeeper::endUnsettled(const QString &key)
{
    m_unsettled.remove(key);
    const auto edited = editedOne(key);
    if (!edited)
        discard(key);
    else if (m_drafts) // with what its edits are based on by now
        m_drafts->keep(draftToKeep(*edited));
}

KeptDraft RequestKeeper::draftToKeep(const OpenRequest &request)
{
    const RequestConfig kept = configAt(placeOfDraft(request.draft)).value_or(RequestConfig());
    const RequestConfig edited = editedRequest(request.draft, kept);
    const QString path = placeOf(request).path;
    if (const auto unsettled = m_unsettled.constFind(request.key); unsettled != m_unsettled.cend()) {
        KeptDraft draft = unsettled->draft; // whose base is on the disk
        draft.config = edited;
        return draft;
    }
    const QString base = path.isEmpty() ? QString() : baseOf(request.saved);
    return {request.key,        request.draft.clientId,          path, edited, kept,
            DraftSecrets::None, m_bases.value(request.key, base)};
}

QList<KeptDraft> RequestKeeper::editedDrafts()
{
    QList<KeptDraft> drafts;
    const QList<OpenRequest> requests = m_page.openRequests();
    for (const OpenRequest &request : requests) {
        if (request.edited)
            drafts.append(draftToKeep(request));
    }
    return drafts;
}

QStringList RequestKeeper::unkeptNames() const
{
    QStringList names;
    for (const OpenRequest &request : m_page.openRequests()) {
        if (m_drafts && request.edited && m_drafts->isUnkept(request.key))
            names.append(request.draft.name);
    }
    return names;
}

QString RequestKeeper::baseOf(const RequestDraft &saved)
{
    if (m_lastBase.version.isEmpty() || m_lastBase.saved != saved)
        m_lastBase = {saved, versionOf(configOf(saved))};
    return m_lastBase.version;
}

OpenRequest RequestKeeper::restored(const KeptDraft &kept, const std::optional<RequestConfig> &file)
{
    OpenRequest request{kept.key, draftOf(kept.client, kept.path, kept.config), {}, true};
    const WorkspacePlace place = placeOfDraft(request.draft);
    m_bases.insert(kept.key, kept.base);
    if (file) {
        request.draft = draftAt(place, withSecretsOf(*file, kept.config));
        const RequestDraft now = draftAt(place, *file);
        request.saved = request.draft == now ? now : savedOf(kept.key, now);
    } else if (!kept.path.isEmpty()) {
        m_former.insert(kept.key, place);
        request.draft.requestId.clear();
    }
    return request;
}

RequestDraft RequestKeeper::savedOf(const QString &key, const RequestDraft &now)
{
    const QString base = m_bases.value(key);
    if (base.isEmpty() || base == versionOf(configOf(now))) {
        m_bases.remove(key);
        return now;
    }
    // Nobody knows any more what it was, only that it was something else: who saves is asked.
    RequestDraft unknown;
    unknown.clientId = now.clientId;
    unknown.requestId = now.requestId;
    unknown.name = now.name;
    return unknown;
}

/// In the place of the tab that shows the same without the edits, unless somebody is at work in it already.
void RequestKeeper::openRestored(const OpenRequest &request)
{
    const QWidget *focus = m_page.window()->focusWidget();
    const bool isInUse = focus && m_page.isAncestorOf(focus);
    QString same;
    for (const OpenRequest &open : m_page.openRequests()) {
        const bool isSame = placeOfDraft(open.draft) == placeOfDraft(request.draft)
            && !request.draft.requestId.isEmpty();
        const bool isWrittenIn = open.edited || (isInUse && open.draft == m_page.currentDraft());
        if (isSame && !isWrittenIn && !m_page.hasCall(open.key))
            same = open.key;
    }
    m_page.setRequest(request, same);
}

void RequestKeeper::restore(const QList<KeptDraft> &drafts)
{
    int count = 0;
    QStringList bare; // the names of those without their secrets
    for (const KeptDraft &kept : drafts) {
        const auto file = configAt({WorkspacePlace::Kind::Request, kept.client, kept.path});
        if (lacksSecrets(kept, file))
            bare << tr("“%1”").arg(wording::printable(kept.config.name, 60));
        const OpenRequest request = restored(kept, file);
        if (request.draft == request.saved) {
            m_drafts->discard(kept.key);
            m_bases.remove(kept.key);
            continue;
        }
        openRestored(request);
        ++count;
    }
    QStringList told;
    if (count > 0)
        told << tr("%Ln requests are open with changes that were not saved.", nullptr, count);
    if (!bare.isEmpty())
        //: the names of requests
        told << tr("Secrets are not kept with them: enter those of %1 again before you send or save.")
                    .arg(bare.join(tr(", ")));
    if (!told.isEmpty())
        Q_EMIT noticed(told.join(u' '));
}

void RequestKeeper::rejoin(OpenRequest request)
{
    const WorkspacePlace place = m_former.take(request.key);
    const RequestConfig file = configAt(place).value_or(RequestConfig());
    const RequestDraft now = draftAt(place, file);
    // A draft of an earlier run tells only whether this is what it was an edit of.
    const bool isRestored = request.saved == RequestDraft();
    request.draft = isRestored ? draftAt(place, withSecretsOf(file, editedRequest(request.draft, file)))
                               : movedTo(request.draft, place);
    request.saved = isRestored ? savedOf(request.key, now) : movedTo(request.saved, place);
    request.edited = request.draft != request.saved;
    m_page.setRequest(request);
    keepDraft(request, true);
    followKept(request, now);
}

} // namespace fuseboard
