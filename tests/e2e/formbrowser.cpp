// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formbrowser.h"

#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSteps = 30;
constexpr int pageLimit = 30'000; // ms

QString attribute(const QString &tag, const QString &name)
{
    const QRegularExpression pattern(u"\\b%1=\"([^\"]*)\""_s.arg(name));
    QString value = pattern.match(tag).captured(1);
    return value.replace(u"&quot;"_s, u"\""_s).replace(u"&#39;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s);
}

QStringList tags(const QString &page, const QString &name)
{
    const QRegularExpression pattern(u"<%1\\b[^>]*>"_s.arg(name));
    QStringList found;
    for (auto match = pattern.globalMatch(page); match.hasNext();)
        found.append(match.next().captured());
    return found;
}

QByteArray filledIn(const QString &page)
{
    QByteArrayList fields;
    const QStringList inputs = tags(page, u"input"_s);
    for (const QString &input : inputs) {
        const QString name = attribute(input, u"name"_s);
        const QString value = name == u"login" ? u"ann"_s
            : name == u"password"              ? u"any"_s
                                               : attribute(input, u"value"_s);
        fields.append(QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value));
    }
    return fields.join('&');
}

} // namespace

FormBrowser::FormBrowser() = default;

FormBrowser::~FormBrowser() = default;

QString FormBrowser::signIn(const QUrl &page)
{
    return walk(page, {});
}

QString FormBrowser::leaveBy(const QString &linkEnd, const QUrl &page)
{
    return walk(page, linkEnd);
}

QString FormBrowser::walk(QUrl page, const QString &linkEnd)
{
    QString text = fetch(page, std::nullopt);
    for (int step = 0; step < mostSteps; ++step) {
        if (!linkEnd.isEmpty()) {
            const QStringList links = tags(text, u"a"_s);
            for (const QString &link : links) {
                const QString target = attribute(link, u"href"_s);
                if (target.endsWith(linkEnd))
                    return fetch(m_here.resolved(QUrl(target)), std::nullopt);
            }
        }
        const QStringList forms = tags(text, u"form"_s);
        if (forms.isEmpty())
            return text;
        text = fetch(m_here.resolved(QUrl(attribute(forms.first(), u"action"_s))), filledIn(text));
    }
    return text;
}

QString FormBrowser::fetch(const QUrl &page, const std::optional<QByteArray> &form)
{
    QUrl next = page;
    std::optional<QByteArray> body = form;
    for (int step = 0; step < mostSteps; ++step) {
        QNetworkRequest request(next);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
        QNetworkReply *reply = body ? m_network.post(request, *body) : m_network.get(request);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, pageLimit))
            reply->abort();
        reply->deleteLater();
        m_here = next;
        m_status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QUrl target = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        if (target.isEmpty())
            return QString::fromUtf8(reply->readAll());
        body.reset();
        next = next.resolved(target);
        if (m_change && next.path() == u"/callback")
            next = m_change(next);
    }
    return u"too many redirects"_s;
}

} // namespace fuseboard
