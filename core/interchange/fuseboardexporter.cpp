// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/fuseboardexporter.h"

#include "config/configwriter.h"
#include "config/variablesyntax.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

void refer(Secret &secret)
{
    if (secret.source() == Secret::Source::Plain && !isOnlyVariables(secret.text()))
        secret = Secret::keychain();
}

} // namespace

ClientConfig withoutPlainSecrets(ClientConfig config)
{
    if (config.auth) {
        for (Secret *secret :
             {&config.auth->token, &config.auth->password, &config.auth->clientSecret, &config.auth->refreshToken})
            refer(*secret);
        for (NamedSecrets *list : {&config.auth->customHeaders, &config.auth->customParams}) {
            for (auto &[name, secret] : *list)
                refer(secret);
        }
    }
    if (config.proxy)
        refer(config.proxy->password);
    return config;
}

QString FuseboardExporter::id() const
{
    return u"fuseboard"_s;
}

QString FuseboardExporter::fileSuffix() const
{
    return u"json"_s;
}

QByteArray FuseboardExporter::write(const ClientConfig &config) const
{
    return writeClientConfig(withoutPlainSecrets(config));
}

} // namespace fuseboard
