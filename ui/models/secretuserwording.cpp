// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretuserwording.h"

#include "models/figures.h"
#include "models/secretwording.h"
#include "models/words.h"

namespace fuseboard::wording {

namespace {

/// Of what signs in with settings that are not saved; no slug holds a colon.
bool isOfTrial(const SecretRow &row)
{
    return row.kind == SecretRow::User::Gone && row.key.slug().startsWith(u':');
}

QString nobody(const SecretRow &row)
{
    const bool isOfEnvironment = row.key.isOfEnvironment();
    if (isOfTrial(row))
        return Words::tr("Nothing: left by a client that was tried");
    //: who uses a secret; %1 is a client or an environment, which did so before
    QString sentence = Words::tr("Nothing: %1 once did");
    if (row.kind == SecretRow::User::Gone)
        sentence = isOfEnvironment ? Words::tr("Nothing: environment %1 is gone")
                                   : Words::tr("Nothing: client %1 is gone");
    return filled(sentence, {printable(row.user)});
}

} // namespace

QString secretUser(const SecretRow &row)
{
    switch (row.kind) {
    case SecretRow::User::Client:
        break;
    case SecretRow::User::Environment:
        //: who uses a secret
        return filled(Words::tr("%1 (environment)"), {printable(row.user)});
    case SecretRow::User::Request:
        //: who uses a secret; %1 is a client
        return filled(Words::tr("%1 (a request that signs in by itself)"), {printable(row.user)});
    case SecretRow::User::Nobody:
    case SecretRow::User::Gone:
        return nobody(row);
    }
    return printable(row.user);
}

QString secretName(const SecretKey &key)
{
    if (!key.isOfEnvironment())
        return secretFieldName(key.field());
    // Behind a colon stands what tells apart those that were put aside.
    return filled(Words::tr("Variable %1"), {printable(key.field().section(u':', 0, 0))});
}

QString secretTrouble(SecretRow::Presence presence, SecretStoreState state)
{
    switch (presence) {
    case SecretRow::Presence::Unknown:
        return {};
    case SecretRow::Presence::Stored:
        if (state == SecretStoreState::Locked)
            return Words::tr("In the keychain, which is locked: it asks for its password when a request needs it.");
        return state == SecretStoreState::WaitingForUser ? secretStoreAdvice(state) : QString();
    case SecretRow::Presence::Missing:
        if (state == SecretStoreState::Absent)
            return secretStoreAdvice(state);
        return Words::tr("Not in the keychain, and requests fail without it. Type it here and save.");
    case SecretRow::Presence::Unreachable:
        return secretStoreAdvice(state == SecretStoreState::Denied ? state : SecretStoreState::Unusable);
    }
    Q_UNREACHABLE();
}

QString secretTroubleWord(SecretRow::Presence presence, SecretStoreState state)
{
    switch (presence) {
    case SecretRow::Presence::Unknown:
        return {};
    case SecretRow::Presence::Stored:
        return state == SecretStoreState::Locked || state == SecretStoreState::WaitingForUser ? Words::tr("locked")
                                                                                              : QString();
    case SecretRow::Presence::Missing:
        return Words::tr("missing");
    case SecretRow::Presence::Unreachable:
        return state == SecretStoreState::Denied ? Words::tr("denied") : Words::tr("no answer");
    }
    Q_UNREACHABLE();
}

QString secretRemovalQuestion(const SecretRow &row)
{
    const QString name = secretName(row.key);
    const QString user = printable(row.user);
    switch (row.kind) {
    case SecretRow::User::Client:
    case SecretRow::User::Request:
        break;
    case SecretRow::User::Environment:
        return filled(Words::tr("Remove “%1” of the environment “%2”? Requests that use it fail until it is given "
                                "again."),
                      {name, user});
    case SecretRow::User::Nobody:
        return filled(Words::tr("Remove “%1” of “%2”? Nothing uses it. It has to be given again where that changes."),
                      {name, user});
    case SecretRow::User::Gone:
        if (isOfTrial(row))
            return filled(Words::tr("Remove “%1”? Nothing uses it."), {name});
        return filled(Words::tr("Remove “%1” of “%2”? Nothing uses it. Where “%2” comes back, by Undo or with another "
                                "branch, it has to be given again."),
                      {name, user});
    }
    return filled(Words::tr("Remove “%1” of “%2”? Requests of this client fail until it is given again."),
                  {name, user});
}

} // namespace fuseboard::wording
