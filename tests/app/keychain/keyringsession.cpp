// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyringsession.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int startLimit = 20'000; // ms
const auto busName = u"org.freedesktop.secrets"_s;

QByteArray busConfig(const QString &folder, KeyringSession::Services services)
{
    const QString own = services == KeyringSession::Services::Installed ? u"<standard_session_servicedirs/>"_s
                                                                        : QString();
    return u"<busconfig><type>session</type><listen>unix:dir=%1</listen>%2<policy context='default'>"
           "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/>"
           "</policy></busconfig>"_s.arg(folder, own)
               .toUtf8();
}

QStringList attributesOf(const QString &key)
{
    return {u"server"_s, u"fuseboard"_s, u"user"_s, key};
}

bool isServedBy(qint64 pid, const QString &name)
{
    const QDBusReply<uint> server = QDBusConnection::sessionBus().interface()->servicePid(name);
    return server.isValid() && server.value() == pid;
}

/// A busy bus hears late of a program's end, and hands it what is sent meanwhile.
void waitUntilForgotten(qint64 pid, const QString &name = busName)
{
    const QDeadlineTimer limit(startLimit);
    while (pid > 0 && isServedBy(pid, name) && !limit.hasExpired())
        ;
}

} // namespace

bool KeyringSession::serves(const QProcess &program, const QString &name)
{
    return program.processId() > 0 && isServedBy(program.processId(), name);
}

void KeyringSession::endServer(const QString &name)
{
    const QDBusReply<uint> server = QDBusConnection::sessionBus().interface()->servicePid(name);
    if (!server.isValid())
        return;
    ::kill(static_cast<pid_t>(server.value()), SIGKILL);
    waitUntilForgotten(server.value(), name);
}

KeyringSession::~KeyringSession()
{
    stopKeyring();
    m_bus.kill();
    m_bus.waitForFinished();
}

bool KeyringSession::start(Services services)
{
    for (const auto &program : {u"dbus-daemon"_s, u"gnome-keyring-daemon"_s, u"secret-tool"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            m_whyNot = u"there is no %1; scripts/setup --for test installs it"_s.arg(program);
            return false;
        }
    }
    QFile config(m_folder.filePath(u"bus.xml"_s));
    if (!config.open(QIODevice::WriteOnly) || config.write(busConfig(m_folder.path(), services)) < 0)
        return false;
    config.close();
    for (const auto &name : {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s}) {
        const QString folder = m_folder.filePath(name.toLower());
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv(name.toLatin1().constData(), folder.toLocal8Bit());
    }
    m_bus.start(u"dbus-daemon"_s, {u"--config-file="_s + config.fileName(), u"--print-address"_s, u"--nofork"_s});
    QByteArray address;
    const bool said = QTest::qWaitFor(
        [this, &address] {
            address += m_bus.readAllStandardOutput();
            return address.contains('\n');
        },
        startLimit);
    qputenv("DBUS_SESSION_BUS_ADDRESS", address.trimmed());
    if (!said)
        m_whyNot = u"dbus-daemon does not say where it listens: "_s + QString::fromUtf8(m_bus.readAllStandardError());
    return said && QDBusConnection::sessionBus().isConnected();
}

bool KeyringSession::startKeyring(const QByteArray &password)
{
    stopKeyring();
    m_keyring.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments{u"--foreground"_s, u"--components=secrets"_s};
    if (!password.isEmpty())
        arguments.append(u"--unlock"_s);
    m_keyring.start(u"gnome-keyring-daemon"_s, arguments);
    m_keyring.write(password);
    m_keyring.closeWriteChannel();
    return QTest::qWaitFor([this] { return serves(m_keyring, busName); }, startLimit);
}

void KeyringSession::stopKeyring()
{
    freezeKeyring(false);
    const qint64 pid = m_keyring.processId();
    m_keyring.terminate();
    if (!m_keyring.waitForFinished(5000))
        m_keyring.kill();
    m_keyring.waitForFinished();
    waitUntilForgotten(pid);
}

void KeyringSession::killKeyring()
{
    const qint64 pid = m_keyring.processId();
    m_keyring.kill();
    m_keyring.waitForFinished();
    waitUntilForgotten(pid);
}

void KeyringSession::freezeKeyring(bool frozen)
{
    if (m_keyring.state() == QProcess::Running)
        ::kill(static_cast<pid_t>(m_keyring.processId()), frozen ? SIGSTOP : SIGCONT);
}

bool KeyringSession::lock()
{
    QDBusMessage message = QDBusMessage::createMethodCall(busName, u"/org/freedesktop/secrets"_s,
                                                          u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    const QList<QDBusObjectPath> collections{QDBusObjectPath(u"/org/freedesktop/secrets/collection/login"_s)};
    message << QVariant::fromValue(collections);
    return QDBusConnection::sessionBus().call(message).type() == QDBusMessage::ReplyMessage;
}

QString KeyringSession::lookedUpElsewhere(const QString &key) const
{
    QProcess tool;
    tool.start(u"secret-tool"_s, QStringList{u"lookup"_s} + attributesOf(key));
    return tool.waitForFinished(startLimit) ? QString::fromUtf8(tool.readAllStandardOutput()) : QString();
}

void KeyringSession::changeElsewhere(QProcess &program, const QString &key, const QString &value)
{
    // With all attributes that it was stored with: else it would be another secret.
    program.start(u"secret-tool"_s,
                  QStringList{u"store"_s, u"--label=theirs"_s} + attributesOf(key)
                      + QStringList{u"type"_s, u"plaintext"_s, u"xdg:schema"_s, u"org.qt.keychain"_s});
    program.write(value.toUtf8());
    program.closeWriteChannel();
}

bool KeyringSession::removedElsewhere(const QString &key) const
{
    QProcess tool;
    tool.start(u"secret-tool"_s, QStringList{u"clear"_s} + attributesOf(key));
    return tool.waitForFinished(startLimit) && lookedUpElsewhere(key).isEmpty();
}

} // namespace fuseboard
