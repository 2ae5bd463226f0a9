// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/secretservice.h"

#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QFileInfo>
#include <QTimer>

namespace fuseboard {

using namespace Qt::StringLiterals;
using Attributes = QMap<QString, QString>;
using Outcome = Keychain::Outcome;

namespace {

const auto busName = u"org.freedesktop.secrets"_s;
const auto servicePath = u"/org/freedesktop/secrets"_s;
const auto serviceInterface = u"org.freedesktop.Secret.Service"_s;
const auto collectionInterface = u"org.freedesktop.Secret.Collection"_s;
const auto promptInterface = u"org.freedesktop.Secret.Prompt"_s;
const auto propertiesInterface = u"org.freedesktop.DBus.Properties"_s;
const auto nowhere = u"/"_s; // the path of no object

Outcome outcomeOf(const QDBusMessage &error)
{
    const QString name = error.errorName();
    if (name == "org.freedesktop.Secret.Error.IsLocked"_L1)
        return Outcome::Locked;
    if (name.startsWith("org.freedesktop.DBus.Error.Spawn."_L1))
        return Outcome::Absent;
    switch (QDBusError(error).type()) {
    case QDBusError::ServiceUnknown:
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
        return Outcome::Absent;
    case QDBusError::AccessDenied:
        return Outcome::Denied;
    default:
        return name == "org.freedesktop.DBus.Error.NameHasNoOwner"_L1 ? Outcome::Absent : Outcome::Failed;
    }
}

/// Where there is none, libdbus would start one of its own, which takes long and serves nobody.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

QList<QDBusObjectPath> pathsIn(const QDBusMessage &message, int argument)
{
    return qdbus_cast<QList<QDBusObjectPath>>(message.arguments().value(argument));
}

QString pathIn(const QDBusMessage &message, int argument)
{
    const QString path = qdbus_cast<QDBusObjectPath>(message.arguments().value(argument)).path();
    return path.isEmpty() ? nowhere : path;
}

} // namespace

SecretService::SecretService(QString application, QObject *parent)
    : QObject(parent)
    , m_application(std::move(application))
    , m_bus(QString())
{
    qDBusRegisterMetaType<Attributes>();
}

SecretService::~SecretService()
{
    // A window that asks for a program that has gone would be a riddle.
    if (!m_prompt.isEmpty())
        m_bus.send(QDBusMessage::createMethodCall(busName, m_prompt, promptInterface, u"Dismiss"_s));
}

bool SecretService::connectToBus()
{
    if (!m_bus.isConnected() && hasSessionBus())
        m_bus = QDBusConnection::sessionBus();
    if (m_bus.isConnected() && !m_watching)
        watch();
    return m_bus.isConnected();
}

void SecretService::watch()
{
    m_watching = true;
    auto *watcher = new QDBusServiceWatcher(busName, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this] {
        Q_EMIT ownerChanged();
        endPrompt(Outcome::Absent);
        Q_EMIT changed();
    });
    // Without the name of the service, which would have to be looked up while everything waits. Whoever sends these
    // signals in its place makes us look again, no more. A keychain that is made or removed tells no lock and unlock.
    for (const auto &name : {u"CollectionChanged"_s, u"CollectionCreated"_s, u"CollectionDeleted"_s})
        m_bus.connect(QString(), servicePath, serviceInterface, name, this,
                      SLOT(noteChange())); // lint-allow(string-connect): QtDBus knows no other way
}

void SecretService::noteChange()
{
    Q_EMIT changed();
}

void SecretService::call(const Method &method, const QVariantList &arguments, const Keychain::Callback &done,
                         const Handler &answered)
{
    if (!connectToBus()) {
        QTimer::singleShot(0, this, [done] { done({Outcome::Absent, {}}); });
        return;
    }
    QDBusMessage message = QDBusMessage::createMethodCall(busName, method.path, method.interface, method.name);
    message.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, done, answered] {
        watcher->deleteLater();
        const QDBusMessage reply = watcher->reply();
        if (reply.type() == QDBusMessage::ReplyMessage)
            answered(reply);
        else
            done({outcomeOf(reply), {}});
    });
}

void SecretService::probe(Keychain::Callback done)
{
    readDefault(done, [this, done](const QString &collection) {
        if (collection == nowhere)
            return done({Outcome::NotMade, {}});
        call({collection, propertiesInterface, u"Get"_s}, {collectionInterface, u"Locked"_s}, done,
             [done](const QDBusMessage &reply) {
                 const bool locked = qdbus_cast<QDBusVariant>(reply.arguments().value(0)).variant().toBool();
                 done({locked ? Outcome::Locked : Outcome::Done, {}});
             });
    });
}

void SecretService::readDefault(const Keychain::Callback &failed, const std::function<void(const QString &)> &use)
{
    call({servicePath, serviceInterface, u"ReadAlias"_s}, {u"default"_s}, failed,
         [use](const QDBusMessage &reply) { use(pathIn(reply, 0)); });
}

void SecretService::search(const QString &key, const Keychain::Callback &failed, const Handler &answered)
{
    const Attributes attributes{{u"server"_s, m_application}, {u"user"_s, key}};
    call({servicePath, serviceInterface, u"SearchItems"_s}, {QVariant::fromValue(attributes)}, failed, answered);
}

void SecretService::find(const QString &key, Keychain::Callback done)
{
    search(key, done, [done](const QDBusMessage &reply) {
        if (!pathsIn(reply, 0).isEmpty())
            done({Outcome::Done, {}});
        else
            done({pathsIn(reply, 1).isEmpty() ? Outcome::Missing : Outcome::Locked, {}});
    });
}

void SecretService::unlock(const QString &key, Keychain::Callback done)
{
    // Some services lock each secret on its own.
    search(key, done, [this, done](const QDBusMessage &found) {
        readDefault(done, [this, done, items = pathsIn(found, 1)](const QString &collection) {
            QList<QDBusObjectPath> locked = items;
            if (collection != nowhere)
                locked.append(QDBusObjectPath(collection));
            call({servicePath, serviceInterface, u"Unlock"_s}, {QVariant::fromValue(locked)}, done,
                 [this, done](const QDBusMessage &reply) { prompt(pathIn(reply, 1), done); });
        });
    });
}

void SecretService::prompt(const QString &path, const Keychain::Callback &done)
{
    if (path == nowhere)
        return done({Outcome::Done, {}});
    endPrompt(Outcome::Dismissed);
    m_prompt = path;
    m_prompted = done;
    m_bus.connect(QString(), path, promptInterface, u"Completed"_s, this,
                  SLOT(promptCompleted(bool))); // lint-allow(string-connect): QtDBus knows no other way
    const auto failed = [this](const Keychain::Answer &answer) { endPrompt(answer.outcome); };
    call({path, promptInterface, u"Prompt"_s}, {QString()}, failed, [](const QDBusMessage &) {});
}

void SecretService::promptCompleted(bool dismissed)
{
    endPrompt(dismissed ? Outcome::Dismissed : Outcome::Done);
}

void SecretService::endPrompt(Outcome outcome)
{
    if (m_prompt.isEmpty())
        return;
    m_bus.disconnect(QString(), std::exchange(m_prompt, {}), promptInterface, u"Completed"_s, this,
                     SLOT(promptCompleted(bool))); // lint-allow(string-connect): QtDBus knows no other way
    const Keychain::Callback prompted = std::exchange(m_prompted, {});
    prompted({outcome, {}});
}

} // namespace fuseboard
