// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/authpage.h"

#include "clients/dialog/choiceeditor.h"
#include "clients/dialog/fieldrow.h"
#include "models/config/authfields.h"
#include "models/config/configdraft.h"
#include "models/config/fieldtables.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The grant stands before what it asks for, and what both sorts of credentials need stands last.
QList<FieldInfo> fieldsInOrder()
{
    QList<FieldInfo> fields = authFieldInfos();
    const QList<FieldInfo> oauth = oauthFieldInfos();
    QList<FieldInfo> ordered{fields.takeFirst()};
    ordered += oauth;
    ordered += fields;
    return ordered;
}

} // namespace

AuthPage::AuthPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
    : ConfigPage(theme, draft, tr("Authentication"), parent)
{
    addFields(fieldsInOrder());
    watchChoice(u"auth.type"_s);
    watchChoice(u"auth.grant_type"_s);
}

void AuthPage::watchChoice(const QString &path)
{
    auto *choice = qobject_cast<ChoiceEditor *>(row(path)->editor());
    connect(choice, &ChoiceEditor::chosen, this, [this] { m_draft.keepOnly(usedFields()); });
}

QStringList AuthPage::usedFields() const
{
    const AuthConfig auth = m_draft.config().auth.value_or(AuthConfig());
    return authFieldsOf(auth.type, auth.grantType);
}

void AuthPage::refresh()
{
    ConfigPage::refresh();
    const QStringList used = usedFields();
    for (FieldRow *row : rows())
        row->setVisible(used.contains(row->editor()->info().path));
}

} // namespace fuseboard
