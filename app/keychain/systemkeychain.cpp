// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/systemkeychain.h"

#ifdef FUSEBOARD_SECRET_SERVICE
#include "keychain/secretservice.h"
#endif

#include <QLibrary>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString serviceName()
{
    return u"fuseboard"_s;
}

Keychain::Outcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return Keychain::Outcome::Done;
    case QKeychain::EntryNotFound:
        return Keychain::Outcome::Missing;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Keychain::Outcome::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Keychain::Outcome::Absent;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return Keychain::Outcome::Failed;
}

#ifdef FUSEBOARD_SECRET_SERVICE

/// libsecret keeps its session with a service that has ended, and every job after a restart of the keychain fails for
/// that. QtKeychain loads the library by this name.
void forgetOldSession()
{
    QLibrary library(u"secret-1"_s, 0);
    if (const auto disconnect = reinterpret_cast<void (*)()>(library.resolve("secret_service_disconnect")))
        disconnect();
}

#endif

} // namespace

SystemKeychain::SystemKeychain(QObject *parent)
    : Keychain(parent)
{
#ifdef FUSEBOARD_SECRET_SERVICE
    m_service = new SecretService(serviceName(), this);
    connect(m_service, &SecretService::ownerChanged, this, [] { forgetOldSession(); });
    connect(m_service, &SecretService::changed, this, &Keychain::changed);
#endif
}

SystemKeychain::~SystemKeychain() = default;

#ifdef FUSEBOARD_SECRET_SERVICE

void SystemKeychain::probe(Callback done)
{
    m_service->probe(std::move(done));
}

void SystemKeychain::find(const QString &key, Callback done)
{
    m_service->find(key, std::move(done));
}

void SystemKeychain::unlock(const QString &key, Callback done)
{
    m_service->unlock(key, std::move(done));
}

#else

void SystemKeychain::probe(Callback done)
{
    QTimer::singleShot(0, this, [done = std::move(done)] { done({Outcome::Done, {}}); });
}

void SystemKeychain::find(const QString &key, Callback done)
{
    read(key, std::move(done));
}

void SystemKeychain::unlock(const QString &, Callback done)
{
    probe(std::move(done));
}

#endif

void SystemKeychain::read(const QString &key, Callback done)
{
    start(new QKeychain::ReadPasswordJob(serviceName()), key, done);
}

void SystemKeychain::write(const QString &key, const QString &value, Callback done)
{
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    // As text other programs can show it; but a text of C ends at the first null.
    if (value.contains(QChar::Null))
        job->setBinaryData(value.toUtf8());
    else
        job->setTextData(value);
    start(job, key, done);
}

void SystemKeychain::remove(const QString &key, Callback done)
{
    start(new QKeychain::DeletePasswordJob(serviceName()), key, done);
}

void SystemKeychain::start(QKeychain::Job *job, const QString &key, const Callback &done)
{
    // Without a parent: a job that is destroyed while it runs takes the program with it. It deletes itself.
    job->setKey(key);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this, [done](QKeychain::Job *finished) {
        Answer answer{outcomeOf(finished->error()), {}};
        if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(finished))
            answer.value = QString::fromUtf8(reading->binaryData());
        done(answer);
    });
    job->start();
}

} // namespace fuseboard
