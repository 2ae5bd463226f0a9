// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/cppsnippet.h"

#include "config/configwriter.h"
#include "interchange/literals.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// All secrets by environment variables: a program of somebody else has no keychain of ours.
ClientConfig withEnvironment(ClientConfig config)
{
    const Placeholders placeholders(config.name);
    const auto refer = [&](Secret &secret, const QString &path) {
        if (secret.isSet() && secret.source() != Secret::Source::Environment)
            secret = Secret::environment(placeholders.variableName(path));
    };
    if (config.auth) {
        refer(config.auth->token, u"auth.token"_s);
        refer(config.auth->password, u"auth.password"_s);
        refer(config.auth->clientSecret, u"auth.client_secret"_s);
        refer(config.auth->refreshToken, u"auth.refresh_token"_s);
        for (auto &[name, secret] : config.auth->customHeaders)
            refer(secret, u"auth.custom_headers."_s + name);
        for (auto &[name, secret] : config.auth->customParams)
            refer(secret, u"auth.custom_params."_s + name);
    }
    if (config.proxy)
        refer(config.proxy->password, u"proxy.password"_s);
    return config;
}

/// A raw literal whose end does not occur in it.
QString rawLiteral(const QString &text)
{
    QString mark = u"json"_s;
    while (text.contains(u')' + mark + u'"'))
        mark += u'x';
    return u"R\""_s + mark + u'(' + text + u')' + mark + u'"';
}

/// What the client puts on by itself is not repeated in the request.
bool isOfClient(const SnippetRequest &request, const SnippetRequest::Field &field)
{
    const auto &defaults = request.config.defaultHeaders;
    return field.value.hasVariables() || std::any_of(defaults.begin(), defaults.end(), [&](const auto &header) {
               return header.first.compare(field.name, Qt::CaseInsensitive) == 0
                   && Template(header.second) == field.value;
           });
}

QString cppText(const QString &text)
{
    // Not QStringLiteral(), for which the bytes of UTF-8 would be characters.
    return u"QString::fromUtf8(%1)"_s.arg(literals::cpp(text));
}

/// With its length, for a literal would end at a NUL.
QString cppBytes(const QString &text)
{
    return u"QByteArray(%1, %2)"_s.arg(literals::cpp(text), QString::number(text.toUtf8().size()));
}

QString includesOf(const BodySource &source)
{
    if (source.isEmpty())
        return {};
    return u"#include <requests/filebody.h>\n"_s
        + (source.parts.isEmpty() ? QString() : u"#include <requests/multipartbody.h>\n"_s);
}

QString cppFormOf(const QList<BodySource::Part> &parts)
{
    QString text = u"    QList<MultipartPart> parts;\n"_s;
    for (const BodySource::Part &part : parts) {
        const QString type = part.contentType.isEmpty() ? u"{}"_s : literals::cpp(part.contentType);
        text += u"    parts.append(MultipartPart{"_s + cppText(part.name) + u", "_s
            + (part.isFile() ? u"fileBody("_s + cppText(part.file) + u").value(), "_s + cppText(part.fileName)
                             : u"Body("_s + cppBytes(part.value) + u"), {}"_s)
            + u", "_s + type + u"});\n"_s;
    }
    return text
        + u"    const QByteArray boundary = unguessableBytes(16).toHex();\n"
          "    request.headers.append(\"Content-Type\", \"multipart/form-data; boundary=\" + boundary);\n"
          "    request.body = multipartBody(parts, boundary);\n"_s;
}

QString requestOf(const SnippetRequest &request)
{
    QString text =
        u"    Request request;\n    request.method = %1;\n    request.url = QUrl(QStringLiteral(%2));\n"_s.arg(
            literals::cpp(request.method), literals::cpp(request.url));
    for (const auto &field : request.headers) {
        if (!isOfClient(request, field))
            text += u"    request.headers.append(%1, %2);\n"_s.arg(literals::cpp(field.name),
                                                                   literals::cpp(field.value));
    }
    if (!request.source.parts.isEmpty())
        return text + cppFormOf(request.source.parts);
    if (!request.source.file.isEmpty())
        return text + u"    request.body = fileBody(%1).value();\n"_s.arg(cppText(request.source.file));
    if (!request.isBodyText || !request.hasBody())
        return text
            + (request.hasBody() ? u"    QFile file(QStringLiteral(\"body.bin\"));\n"
                                   "    file.open(QIODevice::ReadOnly);\n"
                                   "    request.body = Body(file.readAll());\n"_s
                                 : QString());
    const QString body = literals::cpp(request.body);
    const QList<Template::Part> &parts = request.body.parts();
    if (parts.size() == 1 && !parts.first().isVariable)
        return text + u"    request.body = Body(%1);\n"_s.arg(cppBytes(parts.first().text));
    return text + u"    request.body = Body(%1);\n"_s.arg(body);
}

} // namespace

QString CppSnippet::id() const
{
    return u"cpp"_s;
}

QString CppSnippet::code(const SnippetRequest &request) const
{
    const QString json = QString::fromUtf8(writeClientConfig(withEnvironment(request.config)));
    return u"#include <auth/memorysecretstore.h>\n#include <base/random.h>\n#include <base/systemscheduler.h>\n"
           "#include <client/apiclient.h>\n#include <config/configreader.h>\n#include <http/networktransport.h>\n"_s
        + includesOf(request.source)
        + u"\n"
          "#include <QCoreApplication>\n#include <QFile>\n#include <QTextStream>\n\nusing namespace fuseboard;\n\n"
          "static const QByteArray configuration = "_s
        + rawLiteral(json)
        + u";\n\nint main(int argc, char *argv[])\n{\n    QCoreApplication app(argc, argv);\n"
          "    SystemScheduler scheduler;\n    SeededRandom random;\n    MemorySecretStore secrets;\n"
          "    const ClientConfig config = readClientConfig(configuration)->config;\n"
          "    NetworkOptions options;\n    options.home = config.baseUrl;\n"
          "    options.maxConnections = config.maxConnections;\n"
          "    options.maxKeepaliveConnections = config.maxKeepaliveConnections;\n"
          "    options.tls = config.tls.value_or(TlsConfig());\n    options.proxy = "
          "config.proxy.value_or(ProxyConfig());\n"
          "    NetworkTransport transport(options, scheduler);\n"
          "    ApiClient client(config, {scheduler, random, transport, secrets});\n\n"_s
        + requestOf(request)
        + u"    QObject::connect(client.send(request), &Call::finished, &app, [](const Result<ApiResponse> &result) {\n"
          "        QTextStream out(stdout);\n"
          "        if (result.ok())\n            out << result->response.status << ' ' << result->response.body << "
          "Qt::endl;\n"
          "        else\n            out << errorKindName(result.error().kind) << Qt::endl;\n"
          "        QCoreApplication::exit(result.ok() ? 0 : 1);\n    });\n    return QCoreApplication::exec();\n}\n"_s;
}

} // namespace fuseboard
