// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/configfields.h"
#include "config/formats/secretformat.h"
#include "config/formats/textformat.h"
#include "config/formats/wholenumberformat.h"
#include "config/formats/wordformat.h"

#include <QUrl>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr TextFormat tlsFileName{0, 4'096};
constexpr TextFormat connectionHost{.longest = 255, .mayHoldSecret = true};
constexpr qint64 mostPort = 65'535;

constexpr WordFormat<ProxyType, 4> proxyTypeWords{{{
    {ProxyType::System, "system"_L1},
    {ProxyType::None, "none"_L1},
    {ProxyType::Http, "http"_L1},
    {ProxyType::Socks5, "socks5"_L1},
}}};

bool isHostName(const QString &host)
{
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(host, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty();
}

bool isSha256(const QString &text)
{
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    return text.size() == 64 && std::all_of(text.cbegin(), text.cend(), isHex);
}

void tlsRules(const TlsConfig &config, const FaultScope &scope)
{
    if (!config.pinnedSha256.isEmpty() && !isSha256(config.pinnedSha256))
        scope.child(u"pinned_sha256"_s).fault(ErrorDetail::OutOfRange, {AllowedKind::Sha256});
    if (!config.exceptionHost.isEmpty() && !isHostName(config.exceptionHost))
        scope.child(u"exception_host"_s).fault(ErrorDetail::OutOfRange, {AllowedKind::BareHostName});
    if (!config.clientCertificate.isEmpty() && config.clientKey.isEmpty())
        scope.missing(u"client_key"_s, {AllowedKind::FileName});
    if (config.clientCertificate.isEmpty() && !config.clientKey.isEmpty())
        scope.missing(u"client_certificate"_s, {AllowedKind::FileName});
}

void proxyRules(const ProxyConfig &config, const FaultScope &scope)
{
    const bool needsHost = config.type == ProxyType::Http || config.type == ProxyType::Socks5;
    if (needsHost && config.host.isEmpty())
        scope.missing(u"host"_s, {AllowedKind::HostName});
    else if (!config.host.isEmpty() && !isHostName(config.host)) // it may be a URL, with its password
        scope.child(u"host"_s).fault(ErrorDetail::OutOfRange, {AllowedKind::BareHostName}, {});
    if (needsHost && config.port == 0)
        scope.missing(u"port"_s, AllowedValues::wholeNumber(1, mostPort));
}

} // namespace

SectionFields<TlsConfig> tlsFields()
{
    using Config = TlsConfig;
    return {{
                field("ca_file"_L1, &Config::caFile, tlsFileName),
                field("pinned_sha256"_L1, &Config::pinnedSha256, TextFormat{0, 64}),
                field("exception_host"_L1, &Config::exceptionHost, connectionHost),
                field("client_certificate"_L1, &Config::clientCertificate, tlsFileName),
                field("client_key"_L1, &Config::clientKey, tlsFileName),
            },
            tlsRules};
}

SectionFields<ProxyConfig> proxyFields()
{
    using Config = ProxyConfig;
    return {{
                field("type"_L1, &Config::type, proxyTypeWords),
                field("host"_L1, &Config::host, connectionHost),
                field("port"_L1, &Config::port, WholeNumberFormat{0, mostPort}),
                field("username"_L1, &Config::username, TextFormat{.longest = 1'000, .mayHoldSecret = true}),
                field("password"_L1, &Config::password, SecretFormat()).secret(),
            },
            proxyRules};
}

} // namespace fuseboard
