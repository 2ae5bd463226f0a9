// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historywiring.h"

#include "common/theme.h"
#include "history/historypage.h"
#include "workspace/slug.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Readable, and of one folder alone: two workspaces may have the same name.
QString workspaceId(const QString &folder)
{
    if (folder.isEmpty())
        return u"demo"_s;
    constexpr qsizetype digits = 12;
    const QString path = QFileInfo(folder).canonicalFilePath();
    const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(digits);
    return makeSlug(QFileInfo(path).fileName(), {}, u"workspace"_s) + u'-' + QString::fromLatin1(hash);
}

} // namespace

QString historyFile(const QString &workspaceFolder)
{
    const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    return data.filePath(workspaceId(workspaceFolder) + u"/history.sqlite"_s);
}

QString draftFolder(const QString &workspaceFolder, const QString &name)
{
    return workspaceFolder.isEmpty() ? QString() : QFileInfo(historyFile(workspaceFolder)).dir().filePath(name);
}

HistoryWiring::HistoryWiring(const QString &folder, const HistoryLimits &limits, Theme &theme, Scheduler &scheduler,
                             QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_scheduler(scheduler)
    , m_store(historyFile(folder), scheduler, limits)
    , m_recorder(m_store, scheduler)
{
    connect(&m_store, &HistoryStore::redacted, this, [this](int calls) {
        if (calls > 0)
            Q_EMIT noticed(tr("The new secret stood in %Ln calls of the history, and was taken out.", nullptr, calls));
    });
    connect(&m_store, &HistoryStore::secretKept, this, [this](int calls) {
        Q_EMIT failed(tr("The new secret stays in %Ln calls of the history, which a newer version of Fuseboard wrote. "
                         "Delete those calls with that version, or store the secret there.",
                         nullptr, calls));
    });
}

PageSpec HistoryWiring::pageSpec(const QList<ClientNode> &clients)
{
    m_clients = clients;
    PageSpec spec;
    spec.id = u"history"_s;
    spec.title = tr("History");
    spec.icon = IconId::History;
    spec.hasCommands = true;
    spec.make = [this](QWidget *parent) {
        auto *page = new HistoryPage(m_theme, m_store, m_scheduler, parent);
        page->setClients(m_clients);
        m_page = page;
        connect(page, &HistoryPage::requestOpened, this, &HistoryWiring::requestOpened);
        connect(page, &HistoryPage::savedRequestOpened, this, &HistoryWiring::savedRequestOpened);
        connect(page, &HistoryPage::loggingRequested, this, &HistoryWiring::loggingRequested);
        connect(page, &HistoryPage::exploreRequested, this, &HistoryWiring::exploreRequested);
        connect(page, &HistoryPage::noticed, this, &HistoryWiring::noticed);
        connect(page, &HistoryPage::failed, this, &HistoryWiring::failed);
        return page;
    };
    return spec;
}

void HistoryWiring::setClients(const QList<ClientNode> &clients)
{
    m_clients = clients;
    if (m_page)
        m_page->setClients(clients);
}

} // namespace fuseboard
