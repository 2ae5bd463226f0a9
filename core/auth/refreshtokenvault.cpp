// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/refreshtokenvault.h"

#include "auth/grantee.h"
#include "base/logging.h"

#include <QPointer>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration storePause = std::chrono::seconds(30);
constexpr Duration knockPause = std::chrono::milliseconds(100);
// More than a token request may take: a minute in line for a connection, and half of one behind it.
constexpr Duration longestKnocking = std::chrono::seconds(120);

} // namespace

RefreshTokenVault::RefreshTokenVault(SecretStore &store, StoreLock *lock, Scheduler &scheduler, QString key,
                                     const ResolvedAuth &auth, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_lock(lock)
    , m_scheduler(scheduler)
    , m_key(std::move(key))
    , m_fingerprint(granteeFingerprint(auth.config, auth.refreshToken))
    , m_formerFingerprint(formerGranteeFingerprint(auth.config, auth.refreshToken))
    , m_acceptsPlain(auth.config.refreshToken.source() == Secret::Source::Keychain)
{
}

void RefreshTokenVault::open(SecretStore::ReadCallback done)
{
    knock(done, m_scheduler.now() + longestKnocking);
}

void RefreshTokenVault::knock(const SecretStore::ReadCallback &done, MonotonicTime until)
{
    if (m_lock && !m_hold) {
        m_hold = m_lock->tryLock(m_key);
        if (!m_hold && m_scheduler.now() < until) {
            m_knock = m_scheduler.after(knockPause, [this, done, until] { knock(done, until); });
            return;
        }
    }
    if (m_token.isEmpty())
        load(done);
    else
        done(m_token);
}

void RefreshTokenVault::release()
{
    m_hold.reset();
}

void RefreshTokenVault::load(SecretStore::ReadCallback done)
{
    read([this, done = std::move(done)](const Result<QString> &kept) {
        if (!kept) {
            done(kept);
            return;
        }
        m_seen = *kept;
        m_superseded = false;
        renewFingerprint(*kept, [done, token = tokenIn(*kept)] { done(token); });
    });
}

void RefreshTokenVault::read(SecretStore::ReadCallback done)
{
    m_store.read(m_key, [self = QPointer(this), done = std::move(done)](const Result<QString> &kept) {
        if (!self)
            return;
        const bool isMissing = !kept && kept.error().detail == ErrorDetail::SecretMissing;
        done(isMissing ? Result<QString>(QString()) : kept);
    });
}

void RefreshTokenVault::store(const QString &token, std::function<void()> done)
{
    m_token = token;
    m_again.cancel();
    tryToKeep(done);
}

void RefreshTokenVault::forget()
{
    giveUp();
    m_seen = QString();
    m_store.remove(m_key, [](const Result<void> &) {});
}

void RefreshTokenVault::giveUp()
{
    m_token.clear();
    m_again.cancel();
}

RefreshTokenVault::Unkept RefreshTokenVault::takeUnkept()
{
    Unkept unkept{m_token, m_seen};
    giveUp();
    return unkept;
}

void RefreshTokenVault::adopt(const Unkept &unkept)
{
    m_seen = unkept.replaces;
    store(unkept.token, [] {});
}

void RefreshTokenVault::tryToKeep(const std::function<void()> &done)
{
    read([this, token = m_token, done](const Result<QString> &kept) {
        if (token != m_token) {
            done(); // a later one is on its way
        } else if (!kept) {
            notKept(kept.error());
            done();
        } else if (mayReplace(*kept)) {
            write(done);
        } else {
            qCInfo(logAuth) << "The new refresh token is not stored: the one before has been replaced or removed";
            m_superseded = true;
            giveUp();
            done();
        }
    });
}

void RefreshTokenVault::write(const std::function<void()> &done)
{
    // A token holds no blank.
    const QString kept = m_token + u' ' + m_fingerprint;
    m_store.write(m_key, kept, [self = QPointer(this), token = m_token, kept, done](const Result<void> &result) {
        if (!self)
            return;
        if (result)
            self->m_seen = kept;
        if (!result && token == self->m_token)
            self->notKept(result.error());
        else if (token == self->m_token)
            self->m_token.clear();
        done();
    });
}

void RefreshTokenVault::notKept(const Error &error)
{
    qCWarning(logAuth) << "The new refresh token could not be stored; the old one may be void by now:" << error;
    m_again = m_scheduler.after(storePause, [this] { tryToKeep([] {}); });
}

bool RefreshTokenVault::mayReplace(const QString &kept) const
{
    // Nobody else's where it is what was read before, or what another program has been granted for the same client.
    if (kept == m_seen || isOurs(kept))
        return true;
    if (kept.isEmpty())
        return !m_seen; // else it has been removed, on purpose
    // Never looked at: what a server granted to former credentials makes way, what a user has put there does not.
    return !m_seen && kept.contains(u' ');
}

bool RefreshTokenVault::isOurs(const QString &kept) const
{
    const QString of = kept.trimmed().section(u' ', 1);
    return of == m_fingerprint || of == m_formerFingerprint;
}

void RefreshTokenVault::renewFingerprint(const QString &kept, const std::function<void()> &done)
{
    const QString renewed = tokenIn(kept) + u' ' + m_fingerprint;
    if (!isOurs(kept) || kept.trimmed() == renewed) {
        done();
        return;
    }
    m_store.write(m_key, renewed, [self = QPointer(this), renewed, done](const Result<void> &result) {
        if (!self)
            return;
        if (result) // else next time
            self->m_seen = renewed;
        done();
    });
}

QString RefreshTokenVault::tokenIn(const QString &kept) const
{
    const QString text = kept.trimmed();
    const qsizetype blank = text.indexOf(u' ');
    if (blank < 0)
        return m_acceptsPlain ? text : QString();
    return isOurs(kept) ? text.left(blank) : QString();
}

} // namespace fuseboard
