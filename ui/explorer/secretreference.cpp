// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/secretreference.h"

#include "config/variablesyntax.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

bool isSecretReference(const QString &text)
{
    const auto reference = environmentReference(text);
    return text.isEmpty() || isOnlyVariables(text) || (reference && !reference->name.isEmpty());
}

QString shownReference(const Secret &secret)
{
    switch (secret.source()) {
    case Secret::Source::Environment:
        return u"${env:"_s + secret.text() + u'}';
    case Secret::Source::Plain:
        return isSecretReference(secret.text()) ? secret.text() : QString();
    case Secret::Source::None:
    case Secret::Source::Keychain:
        break;
    }
    return {};
}

Secret withReference(const Secret &before, const QString &text)
{
    if (text == shownReference(before))
        return before;
    if (text.isEmpty() || !isSecretReference(text))
        return {};
    const auto reference = environmentReference(text);
    return reference ? Secret::environment(reference->name) : Secret::plain(text);
}

} // namespace fuseboard
