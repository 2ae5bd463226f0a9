// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/trialsecrets.h"

#include "auth/secretkey.h"
#include "auth/secretstore.h"
#include "keychain/secretindex.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLockFile>
#include <QRegularExpression>
#include <QUuid>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int dayInSeconds = 24 * 60 * 60;

/// Of a secret that was tried: its run, empty where it has none. Null for any other.
QString runOf(const QString &key)
{
    static const QRegularExpression name(u"^:(?:tried|new)-(?:([0-9a-f]{32})\\.)?[0-9a-f-]{36}$"_s);
    const SecretKey parsed = SecretKey::fromText(key);
    const auto match = name.match(parsed.isNull() || parsed.isOfEnvironment() ? QString() : parsed.slug());
    if (!match.hasMatch())
        return {};
    return match.hasCaptured(1) ? match.captured(1) : u""_s;
}

} // namespace

TrialSecrets::TrialSecrets(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_run(QUuid::createUuid().toString(QUuid::Id128))
{
}

TrialSecrets::~TrialSecrets() = default;

QString TrialSecrets::mark()
{
    if (!m_lock) {
        QDir().mkpath(m_folder);
        auto lock = std::make_unique<QLockFile>(lockOf(m_run));
        lock->setStaleLockTime(0); // only the end of its program makes it free
        if (!lock->tryLock(0))
            return {};
        m_lock = std::move(lock);
    }
    return m_run + u'.';
}

QStringList TrialSecrets::leftOf(SecretIndex &index, const QString &workspaceId) const
{
    const QDateTime changed = index.changedAt(workspaceId);
    const bool isOld = changed.isValid() && changed.secsTo(QDateTime::currentDateTime()) > dayInSeconds;
    QHash<QString, bool> ended{{QString(), isOld}}; // by run; a lock is tried once for all of its keys
    QStringList left;
    const QStringList keys = index.keysOf(workspaceId);
    for (const QString &key : keys) {
        const QString run = runOf(key);
        if (run.isNull())
            continue;
        if (!ended.contains(run))
            ended.insert(run, hasEnded(run));
        // Where no lock could be had, those of this run have no mark either.
        if (ended.value(run) && !(run.isEmpty() && index.hasAdded(key)))
            left.append(key);
    }
    return left;
}

void TrialSecrets::removeLeft(const SecretStoreStatus &status, SecretStore &store, SecretIndex &index,
                              const QString &workspaceId)
{
    disconnect(m_waiting);
    const auto remove = [this, &store, &index, workspaceId](SecretStoreState state) {
        if (state != SecretStoreState::Unlocked)
            return;
        disconnect(m_waiting);
        const QStringList left = leftOf(index, workspaceId);
        for (const QString &key : left)
            store.remove(key, [](const Result<void> &) {}); // what fails is tried by the next run
    };
    m_waiting = connect(&status, &SecretStoreStatus::stateChanged, this, remove);
    remove(status.state());
}

QString TrialSecrets::lockOf(const QString &run) const
{
    return QDir(m_folder).filePath(u"run-%1.lock"_s.arg(run));
}

bool TrialSecrets::hasEnded(const QString &run) const
{
    if (run == m_run)
        return false;
    QLockFile lock(lockOf(run));
    lock.setStaleLockTime(0);
    return lock.tryLock(0); // and it is free again
}

} // namespace fuseboard
