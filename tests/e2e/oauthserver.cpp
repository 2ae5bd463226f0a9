// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauthserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int answerLimit = 30'000; // ms

QDir scripts()
{
    return QDir(qEnvironmentVariable("FUSEBOARD_OAUTH_SERVERS"));
}

/// Where scripts/setup puts what that lock file names.
QString modulesFolder()
{
    QFile lock(scripts().filePath(u"package-lock.json"_s));
    if (!lock.open(QIODevice::ReadOnly))
        return {};
    const QByteArray hash = QCryptographicHash::hash(lock.readAll(), QCryptographicHash::Sha256).toHex().left(16);
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + u"/.cache"_s);
    return cache + u"/fuseboard/npm/"_s + QString::fromLatin1(hash);
}

} // namespace

OAuthServer::OAuthServer() = default;

OAuthServer::~OAuthServer() = default;

bool OAuthServer::start(const QString &script)
{
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    const QString folder = modulesFolder();
    if (node.isEmpty()) {
        m_whyNot = u"there is no node; scripts/setup --for test installs it"_s;
        return false;
    }
    if (folder.isEmpty() || !QFileInfo::exists(folder + u"/node_modules"_s)) {
        m_whyNot = u"the servers are not in %1; scripts/setup --for test gets them from npm"_s.arg(folder);
        return false;
    }
    if (!m_process.start(node, {scripts().filePath(script), folder})
        || !m_process.waitForOutput("and that is all", 60s)) {
        m_whyNot = script + u" did not come up: "_s + m_process.errorString();
        return false;
    }
    static const QRegularExpression listening(u"listening (http://127\\.0\\.0\\.1:\\d+) "_s);
    m_url = QUrl(listening.match(QString::fromUtf8(m_process.output())).captured(1));
    if (m_url.isEmpty())
        m_whyNot = script + u" does not say where it listens"_s;
    return !m_url.isEmpty();
}

QUrl OAuthServer::url(const QString &path) const
{
    QUrl url = m_url;
    url.setPath(path);
    return url;
}

int OAuthServer::count(const QString &what)
{
    return counters().value("counts"_L1).toObject().value(what).toInt();
}

QList<double> OAuthServer::moments(const QString &what)
{
    QList<double> found;
    const QJsonArray values = counters().value("moments"_L1).toObject().value(what).toArray();
    for (const auto &value : values)
        found.append(value.toDouble());
    return found;
}

void OAuthServer::wish(const QString &what)
{
    const QUrl target(m_url.toString() + u"/test/"_s + what);
    QNetworkRequest request(target);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain"_s);
    QCOMPARE(settled(m_network.post(request, QByteArray()))->error(), QNetworkReply::NoError);
}

int OAuthServer::post(const QString &path, const QByteArray &form)
{
    QNetworkRequest request(url(path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    return settled(m_network.post(request, form))->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QJsonObject OAuthServer::counters()
{
    QNetworkReply *reply = settled(m_network.get(QNetworkRequest(url(u"/test/counts"_s))));
    return QJsonDocument::fromJson(reply->readAll()).object();
}

QNetworkReply *OAuthServer::settled(QNetworkReply *reply)
{
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, answerLimit))
        reply->abort();
    reply->deleteLater();
    return reply;
}

} // namespace fuseboard
