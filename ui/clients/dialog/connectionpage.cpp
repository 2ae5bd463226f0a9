// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/connectionpage.h"

#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "models/config/configdraft.h"
#include "models/config/fieldtables.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

ConnectionPage::ConnectionPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
    : ConfigPage(theme, draft, tr("TLS and proxy"), parent)
{
    addFields(connectionFieldInfos());
}

void ConnectionPage::refresh()
{
    ConfigPage::refresh();
    const bool hasProxy = m_draft.isChanged(u"proxy.type"_s);
    for (FieldRow *row : rows()) {
        const QString &path = row->editor()->info().path;
        if (!path.startsWith("proxy."_L1) || path == "proxy.type"_L1)
            continue;
        const bool isWrittenIn = row->isAncestorOf(window()->focusWidget()); // it would lose the keyboard
        row->setVisible(hasProxy || isWrittenIn || m_draft.isWritten(path) || m_draft.faultOf(path));
    }
}

} // namespace fuseboard
