// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/openrequest.h"
#include "workspace/store/requestdraftfile.h"
#include "workspace/store/workspacechange.h"

#include <QHash>
#include <QObject>

namespace fuseboard {

class DraftStore;
class ExplorePage;
class Theme;
class WorkspaceStore;

/// Between the requests that are open in Explore and the workspace: saves them, lets those without edits follow what
/// becomes of their files, and keeps those with edits over the end of the program. One whose file goes away stays open
/// where there is something to lose, edits or a call, and is that file's again when it comes back.
class RequestKeeper final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it; without drafts, edits end with the program.
    RequestKeeper(const Theme &theme, WorkspaceStore &store, DraftStore *drafts, ExplorePage &page);

    /// Where new requests are offered to be saved, when that is a place of their client.
    void setCurrent(const WorkspacePlace &place) { m_current = place; }

    /// What is edited in tabs, as it would be kept for another run.
    [[nodiscard]] QList<KeptDraft> editedDrafts();
    /// The names of requests whose edits would end with the program, since drafts of them cannot be kept.
    [[nodiscard]] QStringList unkeptNames() const;
    /// What was saved and is not on the disk is not to come back with the next start.
    void discardUnsaved();

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);
    /// So does this, on what could not be kept.
    void failed(const QString &text);
    /// A new request has got its place.
    void placeShown(const fuseboard::WorkspacePlace &place);

private:
    /// What stands in the workspace, and is on its way to the disk.
    struct Unsettled
    {
        WorkspacePlace place;
        RequestConfig config; ///< as it stands there
        KeptDraft draft; ///< keeps that over a crash; it is based on what the disk has
        bool isAsked = false; ///< somebody has saved it, and is told
    };

    struct Base
    {
        RequestDraft saved;
        QString version;
    };

    void save(const OpenRequest &request);
    void askForPlace(const OpenRequest &request);
    void askForVersion(const OpenRequest &request, const RequestConfig &edited, const RequestConfig &kept);
    Result<void> add(const OpenRequest &request, const QString &name, const WorkspacePlace &folder);
    void change(const OpenRequest &request, const RequestConfig &config);
    /// draft: of what is saved, as it was kept before.
    void settle(const KeptDraft &draft, const WorkspacePlace &place, const RequestConfig &config);
    [[nodiscard]] bool isUnsaved(const WorkspacePlace &place) const;
    void finishSaved(const QStringList &files);
    /// Where they were moved to.
    void followUnsettled(const QList<WorkspacePlace> &added);
    void followConfig(const QString &key, Unsettled &one, const RequestConfig &now);
    /// Of its tab, where that has edits.
    [[nodiscard]] std::optional<OpenRequest> editedOne(const QString &key) const;
    void discardSettled();
    void endUnsettled(const QString &key);
    void discard(const QString &key);
    void follow(const WorkspaceChange &change);
    void tellOfVersions(const WorkspaceChange &change);
    void followOne(OpenRequest request, QList<WorkspacePlace> &added);
    void rejoin(OpenRequest request);
    void detach(OpenRequest request);
    void followKept(OpenRequest request, const RequestDraft &now);
    void restore(const QList<KeptDraft> &drafts);
    /// With the secrets of its file.
    OpenRequest restored(const KeptDraft &kept, const std::optional<RequestConfig> &file);
    /// What one with edits began from, as far as that is known: what is kept now, or something else.
    RequestDraft savedOf(const QString &key, const RequestDraft &now);
    /// versionOf() what the edits of this run began from.
    [[nodiscard]] QString baseOf(const RequestDraft &saved);
    void openRestored(const OpenRequest &request);
    void keepDraft(const OpenRequest &request, bool isOpen);
    [[nodiscard]] KeptDraft draftToKeep(const OpenRequest &request);
    [[nodiscard]] std::optional<RequestConfig> configAt(const WorkspacePlace &place) const;
    /// Where it is kept, or was until its file went away.
    [[nodiscard]] WorkspacePlace placeOf(const OpenRequest &request) const;

    const Theme &m_theme;
    WorkspaceStore &m_store;
    DraftStore *m_drafts;
    ExplorePage &m_page;
    WorkspacePlace m_current;
    QHash<QString, WorkspacePlace> m_former; // of those whose files went away, by their keys
    QHash<QString, Unsettled> m_unsettled; // by their keys
    Base m_lastBase; // asked for with each letter that is typed
    QHash<QString, QString> m_bases; // of drafts of an earlier run: versionOf() what they are edits of
};

} // namespace fuseboard
