// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/curlsnippet.h"

#include "interchange/formparts.h"
#include "interchange/literals.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

double secondsOf(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

QString percentEncoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString number(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

void addRetries(QStringList &options, const RetryConfig &retry)
{
    if (retry.maxRetries == 0)
        return;
    options.append(u"--retry %1"_s.arg(retry.maxRetries));
    // Without a delay curl doubles from one second on, as an exponential backoff does; whole seconds are all it knows.
    if (retry.strategy != RetryStrategy::Exponential)
        options.append(u"--retry-delay %1"_s.arg(std::max(1, int(std::lround(secondsOf(retry.initialDelay))))));
    options.append(u"--retry-connrefused"_s);
}

void addRedirects(QStringList &options, const SnippetRequest &request)
{
    const ClientConfig &config = request.config;
    if (!config.followRedirects)
        return;
    options.append(u"--location"_s);
    options.append(u"--max-redirs %1"_s.arg(config.maxRedirects));
    if (!config.allowInsecureRedirects && request.url.startsWith("https:"_L1, Qt::CaseInsensitive))
        options.append(u"--proto-redir =https"_s);
}

void addTls(QStringList &options, const TlsConfig &tls, const QString &url)
{
    const auto file = [&options](const QString &option, const QString &path) {
        if (!path.isEmpty())
            options.append(option + u' ' + literals::shell(Template(path)));
    };
    file(u"--cacert"_s, tls.caFile);
    file(u"--cert"_s, tls.clientCertificate);
    file(u"--key"_s, tls.clientKey);
    // For every host of the call: not where the exception is for another one.
    if (!tls.exceptionHost.isEmpty() && QUrl(url).host().compare(tls.exceptionHost, Qt::CaseInsensitive) == 0)
        options.append(u"--insecure"_s);
}

void addProxy(QStringList &options, const ProxyConfig &proxy, const Template &password)
{
    if (proxy.type == ProxyType::System)
        return;
    if (proxy.type == ProxyType::None) {
        options.append(u"--noproxy '*'"_s);
        return;
    }
    const QString scheme = proxy.type == ProxyType::Socks5 ? u"socks5h"_s : u"http"_s;
    const QString server = proxy.host + u':' + QString::number(proxy.port);
    // In the address every curl decodes them, in --proxy-user only those before 8.8.
    const bool isInAddress = !proxy.username.isEmpty() && !password.hasVariables();
    const QString user = isInAddress ? percentEncoded(proxy.username) + u':'
            + percentEncoded(password.isEmpty() ? QString() : password.parts().first().text) + u'@'
                                     : QString();
    options.append(u"--proxy "_s + literals::shell(Template(scheme + u"://"_s + user + server)));
    if (!proxy.username.isEmpty() && !isInAddress)
        options.append(u"--proxy-user "_s + literals::shell(Template(proxy.username + u':') + password));
}

/// Between the host and the query. Not by QUrl, which knows no host with a {{variable}} in it.
QString pathOf(const QString &url)
{
    const QString address = url.section(u'#', 0, 0).section(u'?', 0, 0);
    const qsizetype scheme = address.indexOf("://"_L1);
    const qsizetype path = address.indexOf(u'/', scheme < 0 ? 0 : scheme + 3);
    return path < 0 ? QString() : address.sliced(path);
}

/// curl takes brackets and braces for lists of addresses, and resolves "." and ".." however they are written.
void addUrlOptions(QStringList &options, const Template &url)
{
    QString known; // without what a variable stands for
    for (const Template::Part &part : url.parts())
        known += part.isVariable ? QString() : part.text;
    if (std::any_of(known.begin(), known.end(), [](QChar c) { return u"[]{}"_s.contains(c); }))
        options.append(u"--globoff"_s);
    const QStringList segments = QUrl::fromPercentEncoding(pathOf(known).toUtf8()).split(u'/');
    if (segments.contains(u"."_s) || segments.contains(u".."_s))
        options.append(u"--path-as-is"_s);
}

/// Whether curl may take it for one of its options, as "-Kfile", which reads more of them from a file.
bool mayBeOption(const Template &word)
{
    const Template::Part first = word.parts().value(0);
    return first.isVariable || first.text.startsWith(u'-');
}

/// A word of --form in curl's own quotes, between which it leaves '@', '<', ';' and ',' alone.
QString formWord(QString text)
{
    return u'"' + text.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1) + u'"';
}

QString formContent(const BodySource::Part &part, qsizetype index)
{
    if (part.isFile())
        return u'@' + formWord(part.file)
            + (formparts::hasNameOfFile(part) ? QString() : u";filename="_s + formWord(part.fileName));
    return SnippetRequest::fitsCommandLine(part.value) ? formWord(part.value) : u'<' + formparts::savedText(index);
}

QString formOption(const BodySource::Part &part, qsizetype index)
{
    const bool canBeNamed = !part.name.contains(u'='); // it would end the name
    if (!part.isFile() && canBeNamed && part.contentType.isEmpty() && SnippetRequest::fitsCommandLine(part.value))
        return u"--form-string "_s + literals::shell(Template(part.name + u'=' + part.value));
    QString item = (canBeNamed ? part.name : QString()) + u'=' + formContent(part, index);
    static const QRegularExpression plainType(u"^[\\w.+-]+/[\\w.+-]+(; *charset=[\\w-]+)?$"_s);
    if (plainType.match(part.contentType).hasMatch())
        item += u";type="_s + part.contentType;
    else if (!part.contentType.isEmpty())
        item += u";headers="_s + formWord(u"Content-Type: "_s + part.contentType);
    if (!canBeNamed)
        item += u";headers="_s + formWord(u"Content-Disposition: "_s + formparts::disposition(part));
    return u"--form "_s + literals::shell(Template(item));
}

void addBody(QStringList &options, const SnippetRequest &request)
{
    const QList<BodySource::Part> &parts = request.source.parts;
    for (qsizetype i = 0; i < parts.size(); ++i)
        options.append(formOption(parts.at(i), i));
    if (!request.hasBody() || !parts.isEmpty())
        return;
    // Without one it would say that this is a form.
    if (!request.hasHeader(u"Content-Type"_s))
        options.append(u"--header 'Content-Type:'"_s);
    if (!request.source.file.isEmpty())
        options.append(u"--data-binary "_s + literals::shell(Template(u'@' + request.source.file)));
    else
        options.append(request.fitsCommandLine() ? u"--data-raw "_s + literals::shell(request.body)
                                                 : u"--data-binary @body.bin"_s);
}

/// Time limits, redirects, retries, certificates, proxy.
QStringList policyOptions(const SnippetRequest &request)
{
    const ClientConfig &config = request.config;
    QStringList options;
    options.append(u"--connect-timeout "_s + number(secondsOf(std::min(config.connectTimeout, config.timeout))));
    options.append(u"--max-time "_s + number(secondsOf(config.timeout)));
    if (config.retry)
        addRetries(options, *config.retry);
    if (config.retry && config.totalTimeout)
        options.append(u"--retry-max-time %1"_s.arg(int(std::ceil(secondsOf(*config.totalTimeout)))));
    addRedirects(options, request);
    if (config.tls)
        addTls(options, *config.tls, request.url);
    if (config.proxy)
        addProxy(options, *config.proxy, request.proxyPassword);
    return options;
}

} // namespace

QString CurlSnippet::id() const
{
    return u"curl"_s;
}

QStringList CurlSnippet::lacking(const SnippetRequest &request) const
{
    QStringList notes;
    if (!request.fitsCommandLine())
        notes.append(noteOnSaved("the body"_L1, savedBody));
    const QList<BodySource::Part> &parts = request.source.parts;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!SnippetRequest::fitsCommandLine(parts.at(i).value))
            notes.append(noteOnSaved("the text of a part"_L1, formparts::savedText(i)));
    }
    return notes + curlProxyNotes(request);
}

QString CurlSnippet::code(const SnippetRequest &request) const
{
    return curlCommand(request.url, request);
}

QStringList curlProxyNotes(const SnippetRequest &request)
{
    const auto &proxy = request.config.proxy;
    const bool isNamed = proxy && (proxy->type == ProxyType::Http || proxy->type == ProxyType::Socks5);
    if (!isNamed || proxy->username.isEmpty() || !request.proxyPassword.hasVariables())
        return {};
    return {u"Not in curl before 8.8: a percent sign in the user name or password of the proxy, which it decodes."_s};
}

QString curlCommand(const Template &url, const SnippetRequest &request)
{
    QStringList lines{(mayBeOption(url) ? u"curl --url "_s : u"curl "_s) + literals::shell(url)};
    addUrlOptions(lines, url);
    if (request.method == "HEAD"_L1)
        lines.append(u"--head"_s);
    else if (request.method != (request.hasBody() ? "POST"_L1 : "GET"_L1))
        lines.append(u"--request "_s + literals::shell(Template(request.method)));
    for (const auto &[name, value] : request.secretParams) {
        const QString encoded = percentEncoded(name); // curl does so with the value only
        lines.append(u"--url-query "_s + literals::shell(Template(encoded + u'=') + value));
    }
    if (request.basic)
        lines.append(u"--user "_s
                     + literals::shell(Template(request.basic->username + u':') + request.basic->password));
    for (const auto &[name, value] : request.headers) {
        // An empty header is asked for with a semicolon; "Name:" would take it away.
        const Template line = value.isEmpty() ? Template(name + u';') : Template(name + u": "_s) + value;
        lines.append(u"--header "_s + literals::shell(line));
    }
    addBody(lines, request);
    lines += policyOptions(request);
    return lines.join(u" \\\n  "_s) + u'\n';
}

} // namespace fuseboard
