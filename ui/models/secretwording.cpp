// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretwording.h"

#include "auth/secretkey.h"
#include "config/variablesyntax.h"
#include "models/errordetailwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <QRegularExpression>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

/// What its user looks after a keychain with.
QString keychainProgram()
{
#if defined(Q_OS_WIN)
    return Words::tr("the system's Credential Manager");
#elif defined(Q_OS_MACOS)
    return Words::tr("the program Keychain Access");
#else
    return Words::tr("the desktop's program for passwords and keys, such as Seahorse or KWalletManager");
#endif
}

QString absentAdvice()
{
    const QString meanwhile = Words::tr("Until then secrets are kept in memory until you quit, and never in a file; "
                                        "${env:NAME} takes them from environment variables.");
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return Words::tr("The system's keychain is not there.") + u' ' + meanwhile;
#else
    return Words::tr("No keychain runs on this desktop. Install and start GNOME Keyring (gnome-keyring) or KWallet "
                     "(kwalletmanager): Fuseboard finds it by itself and puts into it what it was given before.")
        + u' ' + meanwhile;
#endif
}

/// %1 the secret, %2 its client.
QString unstored(ErrorDetail detail)
{
    if (detail == ErrorDetail::KeychainLocked)
        return Words::tr(
            "The secret “%1” of “%2” was not stored, because the keychain was not unlocked. Save again and "
            "give its password.");
    if (detail == ErrorDetail::KeychainAbsent)
        return Words::tr("The secret “%1” of “%2” was not stored, because the keychain has gone. Start the desktop's "
                         "keychain, such as GNOME Keyring or KWallet, and save again.");
    if (detail == ErrorDetail::KeychainDenied)
        return Words::tr("The secret “%1” of “%2” was not stored, because the keychain does not let this program in. "
                         "Allow it in the settings of the keychain and save again.");
    if (detail == ErrorDetail::KeychainSilent)
        return Words::tr("The secret “%1” of “%2” was not stored, because the keychain did not answer in time. Save "
                         "again; if that does not help, restart the keychain.");
    return Words::tr(
        "The secret “%1” of “%2” was not stored, because the keychain failed. Look at it with the desktop's "
        "own program for passwords and keys, and save again.");
}

} // namespace

QString secretPhrase(const QString &subject)
{
    static const QRegularExpression ofClient(u"^(?:(.*)/)?((?:auth|proxy)\\..+)$"_s);
    QString owner;
    QString field;
    if (const SecretKey key = SecretKey::fromText(subject); !key.isNull()) {
        owner = key.slug();
        field = key.field();
    } else if (const auto match = ofClient.match(subject); match.hasMatch()) {
        owner = match.captured(1);
        field = match.captured(2);
    }
    if (field.isEmpty())
        return Words::tr("a secret");
    // No slug holds a colon: it is of what is tried with settings that are not saved, and nobody has given it a name.
    if (owner.isEmpty() || owner.startsWith(u':'))
        return filled(Words::tr("the secret “%1”"), {secretFieldName(field)});
    return filled(Words::tr("the secret “%1” of “%2”"), {secretFieldName(field), printable(owner, 60)});
}

QString unstoredSecret(const Error &error, const QString &client)
{
    const SecretKey key = SecretKey::fromText(error.subject);
    if (!isKeychainDetail(error.detail) || key.isNull())
        return sentence(error);
    return filled(unstored(error.detail), {secretFieldName(key.field()), printable(client, 60)});
}

QString secretStoreState(SecretStoreState state)
{
    switch (state) {
    case SecretStoreState::Unknown:
        return Words::tr("Keychain: being asked");
    case SecretStoreState::Unlocked:
        return Words::tr("Keychain: unlocked");
    case SecretStoreState::Locked:
        return Words::tr("Keychain: locked");
    case SecretStoreState::NotMade:
        return Words::tr("Keychain: not set up yet");
    case SecretStoreState::WaitingForUser:
        return Words::tr("Keychain: waits for you to unlock it");
    case SecretStoreState::Denied:
        return Words::tr("Keychain: access denied");
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
        return Words::tr("The keychain is locked, and no secret in it can be used. Choose “Secrets…” in the menu and "
                         "unlock it there: it asks for the password of your login.");
    case SecretStoreState::NotMade:
        return Words::tr("The keychain has no place for secrets yet. The first one that you store makes it, and the "
                         "keychain asks for a password, which you choose then.");
    case SecretStoreState::WaitingForUser:
        return Words::tr("The keychain asks you to unlock it, in a window of its own that may stand behind this one.");
    case SecretStoreState::Denied:
        return filled(Words::tr("The keychain does not let Fuseboard in. Allow it in %1, and start Fuseboard again."),
                      {keychainProgram()});
    case SecretStoreState::Unusable:
        return filled(Words::tr("The keychain does not answer, or fails. Look at it with %1; if that does not help, "
                                "restart it by logging out and in again."),
                      {keychainProgram()});
    case SecretStoreState::Absent:
        return absentAdvice();
    }
    Q_UNREACHABLE();
}

QString secretPlace(const Secret &secret, SecretStoreState state)
{
    switch (secret.source()) {
    case Secret::Source::None:
        return Words::tr("not set");
    case Secret::Source::Plain:
        if (isOnlyVariables(secret.text()))
            return filled(Words::tr("variable %1"), {printable(secret.text())});
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
    if (path == "auth.username"_L1)
        return Words::tr("User name");
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
    const QString secret = secretPhrase(error.subject);
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
