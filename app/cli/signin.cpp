// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/signin.h"

#include "models/loginwording.h"
#include "models/wording.h"

#include <QCoreApplication>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences of this file their context for translators.
class SignInText
{
    Q_DECLARE_TR_FUNCTIONS(SignIn)
};

QString shown(const QUrl &page)
{
    return page.toString(QUrl::FullyEncoded);
}

QString deviceText(const DeviceCode &code)
{
    //: %1 an address, %2 a code, %3 a duration
    QString text = SignInText::tr("To sign in, open %1 on any device and enter the code %2. It is good for %3.")
                       .arg(shown(code.verificationUri), wording::printable(code.userCode),
                            wording::duration(code.expiresIn));
    if (!code.completeUri.isEmpty())
        text += u'\n' + SignInText::tr("With the code in it already: %1").arg(shown(code.completeUri));
    return text;
}

} // namespace

LoginInteraction signInAt(Terminal &terminal)
{
    return {[&terminal](const QUrl &page) {
                terminal.warn(SignInText::tr("To sign in, open this page in a browser on this machine:") + u'\n'
                              + shown(page));
            },
            [&terminal](const DeviceCode &code) { terminal.warn(deviceText(code)); }, wording::loginPages()};
}

} // namespace fuseboard
