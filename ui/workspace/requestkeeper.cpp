// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/requestkeeper.h"

#include "explorer/explorepage.h"
#include "models/editwording.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/conflictdialog.h"
#include "workspace/freename.h"
#include "workspace/keptrequest.h"
#include "workspace/saverequestdialog.h"
#include "workspace/store/draftstore.h"
#include "workspace/store/workspacestore.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

RequestKeeper::RequestKeeper(const Theme &theme, WorkspaceStore &store, DraftStore *drafts, ExplorePage &page)
    : QObject(&page)
    , m_theme(theme)
    , m_store(store)
    , m_drafts(drafts)
    , m_page(page)
{
    connect(&page, &ExplorePage::saveRequested, this, &RequestKeeper::save);
    connect(&page, &ExplorePage::requestEdited, this, &RequestKeeper::keepDraft);
    connect(&store, &WorkspaceStore::changed, this, &RequestKeeper::follow);
    connect(&store, &WorkspaceStore::saved, this, &RequestKeeper::finishSaved);
    if (!drafts)
        return;
    connect(drafts, &DraftStore::restored, this, &RequestKeeper::restore);
    connect(drafts, &DraftStore::failed, this, [this](const Error &error) {
        //: why, as a whole sentence
        Q_EMIT failed(tr("What is not saved would not outlive a crash: %1").arg(wording::sentence(error)));
    });
    drafts->restore();
}

std::optional<RequestConfig> RequestKeeper::configAt(const WorkspacePlace &place) const
{
    const WorkspaceClient *client = clientAt(m_store.workspace(), place.client);
    const WorkspaceRequest *request = client ? requestAt(*client, place.path) : nullptr;
    return request ? std::optional(request->config) : std::nullopt;
}

WorkspacePlace RequestKeeper::placeOf(const OpenRequest &request) const
{
    return request.draft.requestId.isEmpty() ? m_former.value(request.key) : placeOfDraft(request.draft);
}

void RequestKeeper::save(const OpenRequest &request)
{
    const WorkspacePlace place = placeOfDraft(request.draft);
    const auto kept = configAt(place);
    if (request.draft.requestId.isEmpty() || !kept)
        return askForPlace(request);
    const RequestConfig edited = editedRequest(request.draft, *kept);
    if (draftAt(place, *kept) == request.saved || edited == *kept)
        change(request, edited);
    else
        askForVersion(request, edited, *kept);
}

void RequestKeeper::change(const OpenRequest &request, const RequestConfig &config)
{
    const WorkspacePlace place = placeOfDraft(request.draft);
    const KeptDraft draft = draftToKeep(request);
    if (const auto changed = m_store.change(place, config); !changed)
        return Q_EMIT failed(wording::sentence(changed.error()));
    settle(draft, place, config);
}

void RequestKeeper::settle(const KeptDraft &draft, const WorkspacePlace &place, const RequestConfig &config)
{
    const RequestDraft saved = draftAt(place, config);
    m_former.remove(draft.key);
    m_bases.remove(draft.key);
    if (isUnsaved(place)) {
        m_unsettled.insert(draft.key, {place, configAt(place).value_or(config), draft, true});
        if (m_drafts)
            m_drafts->keep(draft);
        return m_page.setRequest({draft.key, saved, saved});
    }
    m_page.setRequest({draft.key, saved, saved});
    discard(draft.key);
    Q_EMIT noticed(wording::saved(config.name, !m_store.folder().isEmpty()));
}

void RequestKeeper::askForPlace(const OpenRequest &request)
{
    const bool isOfClient = m_current.client == request.draft.clientId;
    const QString folder = !isOfClient                    ? QString()
        : m_current.kind == WorkspacePlace::Kind::Folder  ? m_current.path
        : m_current.kind == WorkspacePlace::Kind::Request ? parentOf(m_current.path)
                                                          : QString();
    const WorkspacePlace place{WorkspacePlace::Kind::Folder, request.draft.clientId, folder};
    const QString proposed = freeNameIn(m_store.workspace(), place, request.draft.name);
    auto *dialog = new SaveRequestDialog(m_theme, m_store.workspace(), proposed, place, &m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SaveRequestDialog::submitted, this,
            [this, dialog, request](const QString &name, const WorkspacePlace &chosen) {
                if (const auto added = add(request, name, chosen); added)
                    dialog->accept();
                else
                    dialog->refuse(wording::sentence(added.error()));
            });
    dialog->open();
}

Result<void> RequestKeeper::add(const OpenRequest &request, const QString &name, const WorkspacePlace &folder)
{
    RequestConfig config = editedRequest(request.draft, {});
    config.name = name;
    const KeptDraft draft = draftToKeep(request);
    const auto place = m_store.add(folder, config);
    if (!place)
        return place.error();
    settle(draft, *place, config);
    Q_EMIT placeShown(*place);
    return {};
}

void RequestKeeper::askForVersion(const OpenRequest &request, const RequestConfig &edited, const RequestConfig &kept)
{
    const WorkspacePlace place = placeOfDraft(request.draft);
    auto *dialog = new ConflictDialog(m_theme, fileAt(place), writeContent(edited), writeContent(kept), &m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConflictDialog::mineChosen, this, [this, request, edited, kept, place] {
        // Another program may have changed it once more: nobody replaces a version that he has not seen.
        if (configAt(place) == kept)
            change(request, edited);
        else
            save(request);
    });
    connect(dialog, &ConflictDialog::theirsChosen, this, [this, request, place] {
        if (const auto now = configAt(place))
            settle(draftToKeep({request.key, draftAt(place, *now), draftAt(place, *now)}), place, *now);
    });
    dialog->open();
}

void RequestKeeper::follow(const WorkspaceChange &change)
{
    followUnsettled(change.added);
    discardSettled();
    QList<WorkspacePlace> added = change.added;
    for (const OpenRequest &request : m_page.openRequests()) {
        if (!request.draft.requestId.isEmpty())
            followOne(request, added);
        else if (configAt(placeOf(request)))
            rejoin(request);
    }
    tellOfVersions(change);
}

/// Who writes on would else learn of it with his last word.
void RequestKeeper::tellOfVersions(const WorkspaceChange &change)
{
    const QList<OpenRequest> requests = m_page.openRequests();
    for (const OpenRequest &request : requests) {
        const WorkspacePlace place = placeOfDraft(request.draft);
        const auto config = configAt(place);
        if (request.edited && config && change.changed.contains(place) && draftAt(place, *config) != request.saved)
            Q_EMIT noticed(tr("“%1” has another version by now. When you save, you are asked which one stays.")
                               .arg(wording::printable(request.draft.name, 60)));
    }
}

void RequestKeeper::followOne(OpenRequest request, QList<WorkspacePlace> &added)
{
    const WorkspacePlace place = placeOfDraft(request.draft);
    if (const auto config = configAt(place)) {
        followKept(request, draftAt(place, *config));
        return;
    }
    // What has gone and come elsewhere with the same content has moved.
    for (qsizetype i = 0; i < added.size(); ++i) {
        const auto config = configAt(added.at(i));
        if (!config || draftAt(added.at(i), *config) != movedTo(request.saved, added.at(i)))
            continue;
        const WorkspacePlace target = added.takeAt(i);
        request.draft = movedTo(request.draft, target);
        request.saved = movedTo(request.saved, target);
        m_page.setRequest(request);
        return keepDraft(request, true);
    }
    if (!request.edited && !m_page.hasCall(request.key))
        return m_page.dropRequest(request.key);
    detach(request);
}

void RequestKeeper::detach(OpenRequest request)
{
    m_former.insert(request.key, placeOfDraft(request.draft));
    request.draft.requestId.clear();
    request.saved.requestId.clear();
    m_page.setRequest(request);
    keepDraft(request, true);
    const QString name = wording::printable(request.draft.name, 60);
    Q_EMIT noticed(request.edited ? tr("“%1” was deleted. What you have changed is still in its tab.").arg(name)
                                  : tr("“%1” was deleted. Its tab stays open, with its call.").arg(name));
}

/// Edits stay, and are compared with what it was: another name alone is no reason to ask.
void RequestKeeper::followKept(OpenRequest request, const RequestDraft &now)
{
    if (now == request.saved)
        return;
    if (!request.edited)
        return m_page.setRequest({request.key, now, now});
    if (request.draft.name == request.saved.name)
        request.draft.name = now.name;
    request.saved.name = now.name;
    request.edited = request.draft != now;
    if (!request.edited)
        request.saved = now;
    m_page.setRequest(request);
    keepDraft(request, true);
}

} // namespace fuseboard
