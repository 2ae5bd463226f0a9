// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/refreshtokenvault.h"

#include "base/logging.h"

#include <QCryptographicHash>
#include <QPointer>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration storePause = std::chrono::seconds(30);
constexpr Duration knockPause = std::chrono::milliseconds(100);
constexpr Duration longestKnocking = std::chrono::seconds(60); // twice what a token request may take
constexpr qsizetype fingerprintBytes = 16;

QString fingerprintOf(const ResolvedAuth &auth)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : {auth.config.tokenUrl.toString(), auth.config.issuer.toString(), auth.config.clientId,
                                auth.config.username, auth.config.scopes.join(u' '), auth.refreshToken}) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArray(1, '\0'));
    }
    return QString::fromLatin1(hash.result().left(fingerprintBytes).toHex());
}

} // namespace

RefreshTokenVault::RefreshTokenVault(SecretStore &store, StoreLock *lock, Scheduler &scheduler, QString key,
                                     const ResolvedAuth &auth, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_lock(lock)
    , m_scheduler(scheduler)
    , m_key(std::move(key))
    , m_fingerprint(fingerprintOf(auth))
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
    m_store.read(m_key, [self = QPointer(this), done = std::move(done)](const Result<QString> &kept) {
        if (!self)
            return;
        if (kept)
            done(self->tokenIn(*kept));
        else if (kept.error().detail == ErrorDetail::SecretMissing)
            done(QString());
        else
            done(kept.error());
    });
}

void RefreshTokenVault::store(const QString &token, std::function<void()> done)
{
    m_token = token;
    m_again.cancel();
    write(done);
}

void RefreshTokenVault::forget()
{
    giveUp();
    m_store.remove(m_key, [](const Result<void> &) {});
}

void RefreshTokenVault::giveUp()
{
    m_token.clear();
    m_again.cancel();
}

void RefreshTokenVault::write(const std::function<void()> &done)
{
    const auto written = [self = QPointer(this), token = m_token, done](const Result<void> &result) {
        if (!self)
            return;
        if (!result && token == self->m_token) {
            qCWarning(logAuth) << "The new refresh token could not be stored; the old one may be void by now:"
                               << result.error();
            self->m_again = self->m_scheduler.after(storePause, [vault = self.data()] { vault->write([] {}); });
        } else if (token == self->m_token) {
            self->m_token.clear();
        }
        done();
    };
    // A token holds no blank.
    m_store.write(m_key, m_token + u' ' + m_fingerprint, written);
}

QString RefreshTokenVault::tokenIn(const QString &kept) const
{
    const QString text = kept.trimmed();
    const qsizetype blank = text.indexOf(u' ');
    if (blank < 0)
        return m_acceptsPlain ? text : QString();
    return text.mid(blank + 1) == m_fingerprint ? text.left(blank) : QString();
}

} // namespace fuseboard
