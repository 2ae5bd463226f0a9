// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/loginwording.h"

#include "models/words.h"

namespace fuseboard::wording {

LoginPages loginPages()
{
    return {Words::tr("You are signed in. You may close this page.") + u'\n',
            Words::tr("This page is not for you.") + u'\n'};
}

} // namespace fuseboard::wording
