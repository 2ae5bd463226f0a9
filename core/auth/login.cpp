// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/login.h"

#include "auth/browserlogin.h"
#include "auth/devicelogin.h"

namespace fuseboard {

Login::~Login() = default;

std::unique_ptr<Login> makeLogin(const ResolvedAuth &auth, Scheduler &scheduler, Transport &transport,
                                 CredentialRedactor &redactor, const LoginInteraction &interaction)
{
    const GrantType grant = auth.config.grant();
    if (grant == GrantType::AuthorizationCode && interaction.openBrowser)
        return std::make_unique<BrowserLogin>(auth, scheduler, transport, redactor, interaction);
    if (grant == GrantType::DeviceCode && interaction.showDeviceCode)
        return std::make_unique<DeviceLogin>(auth, scheduler, transport, redactor, interaction.showDeviceCode);
    return nullptr;
}

} // namespace fuseboard
