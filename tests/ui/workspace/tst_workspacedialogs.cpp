// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "common/theme.h"
#include "support/accessiblenames.h"
#include "support/failingfilesystem.h"
#include "support/sharedmnemonics.h"
#include "support/workspacefolder.h"
#include "workspace/conflictdialog.h"
#include "workspace/missingworkspacedialog.h"
#include "workspace/savebanner.h"
#include "workspace/saverequestdialog.h"
#include "workspace/store/workspacestore.h"
#include "workspace/unsaveddialog.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// All dialogs of the workspace at a glance: nothing in them is cut, in either scheme, or has no name.
class tst_workspacedialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draws_data();
    void draws();
    void growsWithItsTexts();
    void bannerDraws();

private:
    static void look(QWidget &widget, const QString &name);
};

namespace {

const QByteArray mineText = R"({
  "format": 1,
  "name": "List orders",
  "method": "GET",
  "path": "/orders?limit=50"
})";

QByteArray theirsText()
{
    return QByteArray(mineText).replace("50", "500");
}

using Draw = std::function<std::unique_ptr<QDialog>(const Theme &)>;

std::unique_ptr<QDialog> unsaved(const Theme &theme, UnsavedDialog::Obstacle obstacle, const QString &reason)
{
    auto dialog = std::make_unique<UnsavedDialog>(theme);
    dialog->show(obstacle, reason, {u"clients/orders/client.json"_s, u"clients/orders/requests/list.json"_s});
    return dialog;
}

} // namespace

Q_DECLARE_METATYPE(Draw)

void tst_workspacedialogs::look(QWidget &widget, const QString &name)
{
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCOMPARE(AccessibleNames(widget).unnamed, QStringList());
    QCOMPARE(SharedMnemonics(widget).shared, QStringList());
    // Where somebody wants to look at them, also with QT_SCALE_FACTOR=2.
    if (const QString pictures = qEnvironmentVariable("FUSEBOARD_PICTURES"); !pictures.isEmpty())
        QVERIFY(widget.grab().save(pictures + u'/' + name + u".png"_s));
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const QSize needed = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
        QVERIFY2(label->width() >= needed.width() && label->height() >= needed.height(),
                 qPrintable(u"%1 of %2: "_s.arg(label->height()).arg(needed.height()) + label->text()));
    }
    for (const QPushButton *button : widget.findChildren<QPushButton *>()) {
        QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        QVERIFY2(!button->isVisible()
                     || widget.rect().contains(QRect(button->mapTo(&widget, QPoint()), button->size())),
                 qPrintable(button->text()));
    }
}

void tst_workspacedialogs::draws_data()
{
    QTest::addColumn<Draw>("dialog");
    using Obstacle = UnsavedDialog::Obstacle;
    const auto row = [](const char *name, const Draw &draw) { QTest::newRow(name) << draw; };
    row("conflict", [](const Theme &theme) {
        return std::make_unique<ConflictDialog>(theme, u"clients/orders/requests/list.json"_s, mineText, theirsText());
    });
    row("removed", [](const Theme &theme) {
        return std::make_unique<ConflictDialog>(theme, u"clients/orders/requests/list.json"_s, mineText, std::nullopt);
    });
    row("missing", [](const Theme &theme) {
        auto dialog = std::make_unique<MissingWorkspaceDialog>(theme, u"/no/such/shop"_s);
        dialog->refuse(u"The folder /no/such/shop could not be made: it may not be written there."_s);
        return dialog;
    });
    row("unsaved", [](const Theme &theme) {
        return unsaved(theme, Obstacle::Failed,
                       u"clients/orders/client.json could not be written: the disk is full. Make room on it and save "
                       "again. Without it these are lost:"_s);
    });
    row("saving", [](const Theme &theme) { return unsaved(theme, Obstacle::Saving, u"These are being saved:"_s); });
    row("decide", [](const Theme &theme) {
        return unsaved(theme, Obstacle::Conflict, u"Another program has changed what you changed:"_s);
    });
    row("save", [](const Theme &theme) {
        return std::make_unique<SaveRequestDialog>(theme, workspaceWithFolders(), u"List orders"_s,
                                                   WorkspacePlace{WorkspacePlace::Kind::Folder, u"orders"_s, {}});
    });
}

void tst_workspacedialogs::draws()
{
    QFETCH(Draw, dialog);
    for (const auto &[mode, name] : {std::pair(Theme::Mode::Light, "light"), std::pair(Theme::Mode::Dark, "dark")}) {
        Theme theme{mode};
        theme.applyTo(*qApp);
        const auto drawn = dialog(theme);
        look(*drawn, QString::fromLatin1(QTest::currentDataTag()) + u'-' + QLatin1String(name));
    }
}

void tst_workspacedialogs::growsWithItsTexts()
{
    Theme theme{Theme::Mode::Light};
    theme.applyTo(*qApp);
    const QString longText = u"It could not be written, for a reason that takes a good many words to tell. "_s.repeated(
        4);
    MissingWorkspaceDialog missing(theme, u"/no/such/shop"_s);
    look(missing, u"before"_s);
    missing.refuse(longText);
    QCoreApplication::processEvents();
    look(missing, u"missing-long"_s);
    UnsavedDialog unsavedDialog(theme);
    unsavedDialog.show(UnsavedDialog::Obstacle::Saving, u"These are being saved:"_s, {u"a.json"_s});
    look(unsavedDialog, u"before"_s);
    unsavedDialog.show(UnsavedDialog::Obstacle::Failed, longText, {u"a.json"_s, u"b.json"_s});
    QCoreApplication::processEvents();
    look(unsavedDialog, u"unsaved-long"_s);
}

void tst_workspacedialogs::bannerDraws()
{
    Theme theme{Theme::Mode::Dark};
    theme.applyTo(*qApp);
    const QTemporaryDir folder;
    Workspace workspace = smallWorkspace();
    workspace.id = u"an-id"_s;
    QVERIFY(saveWorkspace(workspace, folder.path()));
    FailingFileSystem files(FailingFileSystem::Step::Create, 0, FailingFileSystem::Failing::Once);
    files.setReadOnly();
    SystemScheduler scheduler;
    WorkspaceStore store(files, scheduler);
    store.open(folder.path());
    QTRY_VERIFY(store.isOpen());
    SaveBanner banner(theme, store);
    banner.resize(1024, banner.heightForWidth(1024));
    look(banner, u"read-only"_s);
}

QTEST_MAIN(tst_workspacedialogs)
#include "tst_workspacedialogs.moc"
