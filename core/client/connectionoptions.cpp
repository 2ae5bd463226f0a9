// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/connectionoptions.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

Error missing(const QString &what)
{
    return Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, what);
}

void takePassword(NetworkOptions &options, const Secret &password, const QString &clientName)
{
    switch (password.source()) {
    case Secret::Source::None:
        return;
    case Secret::Source::Plain:
        options.proxyPassword = password.text();
        return;
    case Secret::Source::Environment: {
        const QByteArray name = password.text().toLocal8Bit();
        options.proxyPassword = qEnvironmentVariable(name.constData());
        if (!qEnvironmentVariableIsSet(name.constData()))
            options.fault = missing(u"${env:"_s + password.text() + u'}');
        return;
    }
    case Secret::Source::Keychain:
        options.fault = missing(clientName + "/proxy.password"_L1);
        return;
    }
}

} // namespace

NetworkOptions connectionOptions(const ClientConfig &config)
{
    NetworkOptions options;
    options.maxConnections = config.maxConnections;
    options.maxKeepaliveConnections = config.maxKeepaliveConnections;
    options.home = static_cast<const QUrl &>(config.baseUrl);
    if (config.tls)
        options.tls = *config.tls;
    if (config.proxy) {
        options.proxy = *config.proxy;
        takePassword(options, config.proxy->password, config.name);
    }
    return options;
}

} // namespace fuseboard
