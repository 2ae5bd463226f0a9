// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/editwording.h"

#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

namespace {

/// %1 is the kind of thing, %2 its name.
QString deed(EditTitle::Action action)
{
    switch (action) {
    case EditTitle::Action::Add:
        return Words::tr("add %1 “%2”");
    case EditTitle::Action::Change:
        return Words::tr("change %1 “%2”");
    case EditTitle::Action::Rename:
        return Words::tr("rename %1 “%2”");
    case EditTitle::Action::Duplicate:
        return Words::tr("duplicate %1 “%2”");
    case EditTitle::Action::Move:
        return Words::tr("move %1 “%2”");
    case EditTitle::Action::Remove:
        return Words::tr("delete %1 “%2”");
    }
    return {};
}

/// %1 is "3 requests".
QString deedToSeveral(EditTitle::Action action)
{
    switch (action) {
    case EditTitle::Action::Add:
        return Words::tr("add %1");
    case EditTitle::Action::Change:
        return Words::tr("change %1");
    case EditTitle::Action::Rename:
        return Words::tr("rename %1");
    case EditTitle::Action::Duplicate:
        return Words::tr("duplicate %1");
    case EditTitle::Action::Move:
        return Words::tr("move %1");
    case EditTitle::Action::Remove:
        return Words::tr("delete %1");
    }
    return {};
}

/// "delete request “List orders”"
QString deedOf(const EditTitle &title)
{
    if (title.count > 1) {
        const QString things = title.isOfEnvironments ? Words::tr("%Ln environments", nullptr, title.count)
                                                      : several(title.what, title.count);
        return filled(deedToSeveral(title.action), {things});
    }
    const QString what = title.isOfEnvironments ? Words::tr("environment") : word(title.what);
    return filled(deed(title.action), {what, printable(title.name, 40)});
}

/// As the name of an action in a menu: an & of its own is no mnemonic.
QString deedInMenu(const EditTitle &title)
{
    return deedOf(title).replace(u'&', QStringLiteral("&&"));
}

} // namespace

QString word(WorkspacePlace::Kind kind)
{
    switch (kind) {
    case WorkspacePlace::Kind::Client:
        return Words::tr("client");
    case WorkspacePlace::Kind::Folder:
        return Words::tr("folder");
    case WorkspacePlace::Kind::Request:
        return Words::tr("request");
    case WorkspacePlace::Kind::Workspace:
    case WorkspacePlace::Kind::None:
        break;
    }
    return Words::tr("workspace");
}

QString several(WorkspacePlace::Kind kind, int count)
{
    switch (kind) {
    case WorkspacePlace::Kind::Client:
        return Words::tr("%Ln clients", nullptr, count);
    case WorkspacePlace::Kind::Folder:
        return Words::tr("%Ln folders", nullptr, count);
    case WorkspacePlace::Kind::Request:
        return Words::tr("%Ln requests", nullptr, count);
    case WorkspacePlace::Kind::Workspace:
    case WorkspacePlace::Kind::None:
        break;
    }
    //: requests and folders together
    return Words::tr("%Ln things", nullptr, count);
}

QString undoText(const EditTitle &title)
{
    //: %1: delete request “List orders”
    return Words::tr("&Undo: %1").arg(deedInMenu(title));
}

QString redoText(const EditTitle &title)
{
    return Words::tr("&Redo: %1").arg(deedInMenu(title));
}

QString undone(const EditTitle &title, const QString &keys)
{
    //: %1: delete request “List orders”, %2 keys
    return filled(Words::tr("Undone: %1. %2 does it again."), {deedOf(title), keys});
}

QString redone(const EditTitle &title, const QString &keys)
{
    //: %1: delete request “List orders”, %2 keys
    return filled(Words::tr("Redone: %1. %2 takes it back."), {deedOf(title), keys});
}

QString freeName(const QString &name, const QStringList &taken)
{
    QString free = name;
    for (int number = 2; taken.contains(free); ++number)
        //: A name that is not taken yet. %1 is one that is, %2 a number
        free = filled(Words::tr("%1 %2"), {name, QString::number(number)});
    return free;
}

QString saved(const QString &name, bool isInFolder)
{
    const QString shown = printable(name, 60);
    if (isInFolder)
        return Words::tr("“%1” is saved.").arg(shown);
    // What to do comes first: the line may be cut.
    return Words::tr("“%1” lasts until you quit: “Keep demo as workspace…” saves it, as the demo lies in no folder.")
        .arg(shown);
}

QString savedWithoutSecrets(const QString &name)
{
    return Words::tr("“%1” is saved, but its secrets are kept until you quit: there is no keychain.")
        .arg(printable(name, 60));
}

} // namespace fuseboard::wording
