// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretwording.h"

#include "models/errordetailwording.h"
#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

QString secretStoreState(SecretStoreState state)
{
    switch (state) {
    case SecretStoreState::Unknown:
        return Words::tr("Keychain: being asked");
    case SecretStoreState::Unlocked:
        return Words::tr("Keychain: unlocked");
    case SecretStoreState::Locked:
        return Words::tr("Keychain: locked");
    case SecretStoreState::WaitingForUser:
        return Words::tr("Keychain: waits for you to unlock it");
    case SecretStoreState::Unusable:
        return Words::tr("Keychain: does not answer");
    case SecretStoreState::Absent:
        return Words::tr("No keychain: secrets are kept until you quit");
    }
    Q_UNREACHABLE();
}

QString secretStoreAdvice(SecretStoreState state)
{
    switch (state) {
    case SecretStoreState::Unknown:
        return Words::tr("Whether there is a keychain is being found out.");
    case SecretStoreState::Unlocked:
        return Words::tr("Secrets are kept in the system's keychain, never in a file.");
    case SecretStoreState::Locked:
        return Words::tr("The keychain is locked. Its secrets can be used once you have unlocked it.");
    case SecretStoreState::WaitingForUser:
        return Words::tr("The keychain asks you to unlock it, in a window of its own.");
    case SecretStoreState::Unusable:
        return Words::tr("The keychain does not answer, or refuses. Its secrets can be used once it runs again.");
    case SecretStoreState::Absent:
        return Words::tr("There is no keychain on this desktop. Secrets are kept in memory until you quit, and never "
                         "in a file; give them again after the next start, or use environment variables.");
    }
    Q_UNREACHABLE();
}

QString secretPlace(const Secret &secret, SecretStoreState state)
{
    switch (secret.source()) {
    case Secret::Source::None:
        return Words::tr("not set");
    case Secret::Source::Plain:
        return Words::tr("the file, as plain text");
    case Secret::Source::Keychain:
        return state == SecretStoreState::Absent ? Words::tr("memory, until you quit") : Words::tr("keychain");
    case Secret::Source::Environment:
        return filled(Words::tr("environment variable %1"), {printable(secret.text())});
    }
    Q_UNREACHABLE();
}

QString secretFieldName(const QString &path)
{
    if (path == "auth.token"_L1)
        return Words::tr("Token");
    if (path == "auth.password"_L1)
        return Words::tr("Password");
    if (path == "auth.client_secret"_L1)
        return Words::tr("Client secret");
    if (path == "auth.refresh_token"_L1)
        return Words::tr("Refresh token");
    if (path == "proxy.password"_L1)
        return Words::tr("Password of the proxy");
    constexpr QLatin1String header("auth.custom_headers.");
    constexpr QLatin1String parameter("auth.custom_params.");
    if (path.startsWith(header))
        return filled(Words::tr("Header %1"), {printable(path.sliced(header.size()))});
    if (path.startsWith(parameter))
        return filled(Words::tr("Parameter %1"), {printable(path.sliced(parameter.size()))});
    return printable(path);
}

bool isKeychainDetail(ErrorDetail detail)
{
    return detail == ErrorDetail::KeychainLocked || detail == ErrorDetail::KeychainAbsent
        || detail == ErrorDetail::KeychainDenied || detail == ErrorDetail::KeychainSilent
        || detail == ErrorDetail::KeychainFailed;
}

QString keychainSentence(const Error &error)
{
    const QString secret = subjectOr(error, Words::tr("a secret"));
    if (error.detail == ErrorDetail::KeychainLocked)
        return filled(Words::tr("The keychain is locked, so %1 could not be used. Unlock it and try again."), {secret});
    if (error.detail == ErrorDetail::KeychainAbsent)
        return filled(Words::tr("The keychain has gone, so %1 could not be used. Start the desktop's keychain, such as "
                                "GNOME Keyring or KWallet, and try again."),
                      {secret});
    if (error.detail == ErrorDetail::KeychainDenied)
        return filled(Words::tr("The keychain does not let this program use %1. Allow it in the settings of the "
                                "keychain and try again."),
                      {secret});
    if (error.detail == ErrorDetail::KeychainSilent)
        return filled(Words::tr("The keychain did not answer in time about %1. Try again; if that does not help, "
                                "restart the keychain."),
                      {secret});
    return filled(Words::tr("The keychain failed to do what was asked about %1. Look at it with the desktop's own "
                            "program for passwords and keys, and try again."),
                  {secret});
}

} // namespace fuseboard::wording
