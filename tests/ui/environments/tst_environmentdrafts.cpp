// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentdrafts.h"

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "environments/environmentsdialog.h"
#include "support/draftfolders.h"
#include "variables/environmentrules.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/environmentsave.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A program with its dialog of environments open, up to its end.
struct Run
{
    Run(const Theme &theme, const QString &folder, const QList<Environment> &present)
        : drafts(folder, files, scheduler, [present] { return present; })
        , offered(&drafts, &EnvironmentDrafts::offered)
        , settled(&drafts, &EnvironmentDrafts::settled)
        , dialog(theme, secrets, {present, u"production"_s, {}, u"w"_s})
    {
    }
    void open()
    {
        drafts.follow(dialog);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
    }
    void click(const QString &name) const { dialog.findChild<QPushButton *>(name)->click(); }
    [[nodiscard]] QAbstractItemModel *variables() const
    {
        return dialog.findChild<QTableView *>(u"variables"_s)->model();
    }
    void setValue(int row, const QString &text) const
    {
        QVERIFY(variables()->setData(variables()->index(row, 1), text));
    }
    [[nodiscard]] QString told() const
    {
        const auto *label = dialog.findChild<QLabel *>(u"environmentRemoved"_s);
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] EnvironmentsEdit submitted()
    {
        QSignalSpy spy(&dialog, &EnvironmentsDialog::submitted);
        dialog.submit();
        return spy.value(0).value(0).value<EnvironmentsEdit>();
    }

    SystemFileSystem files;
    VirtualScheduler scheduler;
    MemorySecretStore secrets;
    EnvironmentDrafts drafts;
    QSignalSpy offered;
    QSignalSpy settled;
    EnvironmentsDialog dialog;
};

const auto restored = u"Your edits that were not saved are here again."_s;

} // namespace

class tst_environmentdrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void editsComeBackAfterACrash();
    void undoTakesThemAway();
    void whatIsClosedIsNotKept_data();
    void whatIsClosedIsNotKept();
    void J_noSecretIsKept();
    void J_noTextThatMayBeASecretIsKept();
    void J_noTokenIsKeptUnderAPlainName();
    void halfNamesLeadNoSecretAstray();
    void K11_newerFilesAreAskedAbout_data();
    void K11_newerFilesAreAskedAbout();
    void K11_undoOfWhatWasOvertakenLeavesNothing();
    void allComesBackAfterASecondCrash_data();
    void allComesBackAfterASecondCrash();
    void J_typedAgainIsNotAskedForTwice();
    void J_whatWasStoredIsNotAskedForAgain();
    void whatIsSavedMeanwhileIsNotOffered();
    void whatWaitsIsKeptUntilItIsDiscarded();

private:
    [[nodiscard]] std::unique_ptr<Run> start(const QString &folder) const
    {
        return std::make_unique<Run>(m_theme, folder, m_present);
    }
    [[nodiscard]] QString living() const { return m_folders->living(); }
    [[nodiscard]] QString killed(Run &run) const { return m_folders->killed(run.scheduler); }
    /// The next run, when it has looked.
    [[nodiscard]] std::unique_ptr<Run> next(const QString &left) const
    {
        auto run = start(left);
        [&run] { QTRY_COMPARE(run->offered.size(), 1); }();
        [&run] { QVERIFY(run->settled.isEmpty()); }();
        run->open();
        [&run] { QCOMPARE(run->settled, run->offered); }(); // it is no news any more
        return run;
    }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<DraftFolders> m_folders;
    QList<Environment> m_present;
};

void tst_environmentdrafts::init()
{
    m_folders = std::make_unique<DraftFolders>();
    EnvironmentConfig shared;
    shared.name = u"Shared"_s;
    EnvironmentConfig production;
    production.name = u"Production"_s;
    production.parent = u"shared"_s;
    production.variables = {{u"host"_s, Variable::Source::Text, u"api.example.com"_s},
                            {u"token"_s, Variable::Source::Keychain, {}},
                            {u"api_key"_s, Variable::Source::Text, u"CANARY-of-the-file"_s}};
    m_present = {{u"production"_s, production}, {u"shared"_s, shared}};
}

void tst_environmentdrafts::editsComeBackAfterACrash()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"new.example.com"_s);
    run->dialog.findChild<QListWidget *>(u"environmentList"_s)->setCurrentRow(1);
    run->click(u"deleteEnvironment"_s);
    run->click(u"newEnvironment"_s);
    const auto later = next(killed(*run));
    QCOMPARE(later->offered.first().first().toString(),
             u"Edits of the environments were not saved. “Environments…” has them again."_s);
    QCOMPARE(later->told(), restored + u" “Shared” goes when you save."_s);
    const EnvironmentsEdit edit = later->submitted();
    QCOMPARE(edit.removed, QStringList{u"shared"_s});
    QCOMPARE(edit.slugs, (QStringList{u"production"_s, u"new-environment"_s}));
    Environment production = m_present.first();
    production.config.parent.clear();
    production.config.variables.first().text = u"new.example.com"_s;
    QVERIFY(*findEnvironment(edit.environments, u"production"_s) == production); // with its own secrets
    QVERIFY(edit.secrets.isEmpty());
}

void tst_environmentdrafts::undoTakesThemAway()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"new.example.com"_s);
    const QString left = killed(*run);
    const auto later = next(left);
    later->click(u"undoEnvironments"_s);
    QCOMPARE(later->told(), QString());
    QTRY_COMPARE(draftFilesIn(left).size(), 0);
    later->dialog.reject(); // without a question
    QVERIFY(!later->dialog.isVisible());
}

void tst_environmentdrafts::whatIsClosedIsNotKept_data()
{
    QTest::addColumn<bool>("isSaved");
    QTest::newRow("saved") << true;
    QTest::newRow("discarded") << false;
}

void tst_environmentdrafts::whatIsClosedIsNotKept()
{
    QFETCH(const bool, isSaved);
    const auto run = start(living());
    run->open();
    run->setValue(0, u"new.example.com"_s);
    run->scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(living()).size(), 1);
    if (isSaved) {
        run->dialog.submit();
        run->dialog.finishSaved();
    } else {
        run->dialog.reject();
        run->click(u"discardEnvironments"_s);
    }
    QVERIFY(!run->dialog.isVisible());
    run->scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(living()).size(), 0);
}

void tst_environmentdrafts::J_noSecretIsKept()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"https://ann:CANARY@new.example.com"_s);
    run->setValue(1, u"CANARY-typed"_s);
    const QString left = killed(*run);
    for (const QByteArray &content : filesIn(left).values())
        QVERIFY2(!content.contains("CANARY"), content.constData());
    const auto later = next(left);
    QCOMPARE(later->told(), restored + u" Type these secrets again: host, token."_s);
    const EnvironmentsEdit edit = later->submitted();
    QCOMPARE(edit.environments.first().config.variables.last().text, u"CANARY-of-the-file"_s);
    QVERIFY2(edit.secrets.isEmpty(), "what the keychain has stays");
}

void tst_environmentdrafts::J_noTextThatMayBeASecretIsKept()
{
    const auto run = start(living());
    run->open();
    QVERIFY(run->variables()->setData(run->variables()->index(3, 0), u"GITHUB_PAT"_s));
    run->setValue(3, u"CANARY-before-the-tick"_s);
    run->setValue(1, u"CANARY-typed"_s);
    QVERIFY(run->variables()->setData(run->variables()->index(1, 2), Qt::Unchecked, Qt::CheckStateRole));
    const QString left = killed(*run);
    for (const QByteArray &content : filesIn(left).values())
        QVERIFY2(!content.contains("CANARY"), content.constData());
    QVERIFY(next(left)->told().contains(u"Type these secrets again: token, GITHUB_PAT."));
}

void tst_environmentdrafts::J_noTokenIsKeptUnderAPlainName()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"CANARY_8f3kQ9d7a2x5"_s); // over the host, by mistake
    const QString left = killed(*run);
    for (const QByteArray &content : filesIn(left).values())
        QVERIFY2(!content.contains("CANARY"), content.constData());
    QVERIFY(next(left)->told().contains(u"Type these secrets again: host."));
}

void tst_environmentdrafts::halfNamesLeadNoSecretAstray()
{
    m_present.first().config.variables = {{u"host"_s, Variable::Source::Text, u"a"_s},
                                          {u"one"_s, Variable::Source::Keychain, {}},
                                          {u"two"_s, Variable::Source::Keychain, {}}};
    const auto run = start(living());
    run->open();
    QVERIFY(run->variables()->setData(run->variables()->index(0, 0), u"my host"_s)); // a blank: no name
    const auto later = next(killed(*run));
    QCOMPARE(later->variables()->index(0, 0).data().toString(), u"my host"_s);
    QVERIFY(later->variables()->setData(later->variables()->index(0, 0), u"host"_s));
    const EnvironmentsEdit edit = later->submitted();
    QCOMPARE(edit.environments.first().config.variables.size(), 3);
    QVERIFY2(edit.secrets.isEmpty(), "each secret is its own");
}

void tst_environmentdrafts::K11_newerFilesAreAskedAbout_data()
{
    QTest::addColumn<QString>("changed");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("nobody has changed it") << QString() << false;
    QTest::newRow("the same one") << u"production"_s << true;
    QTest::newRow("another one") << u"shared"_s << false;
}

void tst_environmentdrafts::K11_newerFilesAreAskedAbout()
{
    QFETCH(const QString, changed);
    const auto run = start(living());
    run->open();
    run->setValue(0, u"new.example.com"_s);
    const QString left = killed(*run);
    for (Environment &environment : m_present) {
        if (environment.slug == changed)
            environment.config.color = EnvironmentColor::Red;
    }
    const auto later = next(left);
    const EnvironmentsEdit edit = later->submitted();
    // Who saves is asked about what differs from the base here and on the disk; nobody else's is written.
    const QList<Environment> bases = later->dialog.base();
    const bool isAsked = *findEnvironment(bases, u"production"_s) != *findEnvironment(m_present, u"production"_s);
    QTEST(isAsked, "isAsked");
    QVERIFY(*findEnvironment(edit.environments, u"shared"_s) == m_present.last());
    QCOMPARE(findEnvironment(edit.environments, u"production"_s)->config.variables.first().text, u"new.example.com"_s);
}

void tst_environmentdrafts::K11_undoOfWhatWasOvertakenLeavesNothing()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"new.example.com"_s);
    const QString left = killed(*run);
    m_present.first().config.color = EnvironmentColor::Red;
    const auto later = next(left);
    later->click(u"undoEnvironments"_s);
    QVERIFY(later->dialog.base() == m_present);
    QTRY_COMPARE(draftFilesIn(left).size(), 0);
    later->dialog.reject(); // without a question
    QVERIFY(!later->dialog.isVisible());
}

void tst_environmentdrafts::allComesBackAfterASecondCrash_data()
{
    QTest::addColumn<bool>("isEditedBetween");
    QTest::newRow("as it was") << false;
    QTest::newRow("with another edit") << true;
}

void tst_environmentdrafts::allComesBackAfterASecondCrash()
{
    QFETCH(const bool, isEditedBetween);
    const auto run = start(living());
    run->open();
    run->setValue(1, u"typed"_s);
    run->dialog.findChild<QListWidget *>(u"environmentList"_s)->setCurrentRow(1);
    run->click(u"deleteEnvironment"_s);
    run->click(u"newEnvironment"_s);
    run->click(u"duplicateEnvironment"_s);
    const QString told = restored + u" Type these secrets again: token. “Shared” goes when you save."_s;
    QString left = killed(*run);
    const auto second = next(left);
    QCOMPARE(second->told(), told);
    if (isEditedBetween)
        second->click(u"newEnvironment"_s);
    second->scheduler.advance(1s);
    if (isEditedBetween)
        QTRY_VERIFY(draftTextIn(left).contains("new 3"));
    const auto third = next(m_folders->copied(left));
    QCOMPARE(third->told(), told);
    QStringList slugs{u"production"_s, u"new-environment"_s, u"new-environment-copy"_s};
    if (isEditedBetween)
        slugs.append(u"new-environment-2"_s);
    const EnvironmentsEdit edit = third->submitted();
    QCOMPARE(edit.slugs, slugs);
    QCOMPARE(edit.removed, QStringList{u"shared"_s});
}

void tst_environmentdrafts::J_typedAgainIsNotAskedForTwice()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"https://ann:word@new.example.com"_s);
    const QString left = killed(*run);
    const auto second = next(left);
    QVERIFY(second->told().contains(u"Type these secrets again: host."));
    second->setValue(0, u"new.example.com"_s);
    second->scheduler.advance(1s);
    QTRY_VERIFY(draftTextIn(left).contains("new.example.com"));
    QCOMPARE(next(m_folders->copied(left))->told(), restored);
}

void tst_environmentdrafts::J_whatWasStoredIsNotAskedForAgain()
{
    for (const auto &name : {u"pin"_s, u"later"_s})
        m_present.first().config.variables.append({name, Variable::Source::Keychain, {}});
    const auto run = start(living());
    run->open();
    run->setValue(0, u"https://ann:word@new.example.com"_s);
    for (const int row : {1, 3, 4})
        run->setValue(row, u"typed"_s);
    const QString left = killed(*run);
    const auto second = next(left);
    QVERIFY(second->told().contains(u"Type these secrets again: host, token, pin, later."));
    second->setValue(0, u"https://ann:word@new.example.com"_s);
    for (const int row : {1, 3})
        second->setValue(row, u"typed again"_s);
    const EnvironmentsEdit edit = second->submitted();
    QList<SecretEdit> refused = edit.secrets;
    refused.removeIf([](const SecretEdit &secret) { return secret.name != u"pin"_s; });
    QCOMPARE(refused.size(), 1);
    second->dialog.keepSecrets(edit.environments, refused, u"One was not stored."_s);
    second->click(u"newEnvironment"_s);
    second->scheduler.advance(1s);
    QTRY_VERIFY(draftTextIn(left).contains("new 1"));
    m_present = edit.environments;
    QCOMPARE(next(m_folders->copied(left))->told(), restored + u" Type these secrets again: pin, later."_s);
}

void tst_environmentdrafts::whatIsSavedMeanwhileIsNotOffered()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"new.example.com"_s);
    const QString left = killed(*run);
    m_present.first().config.variables.first().text = u"new.example.com"_s; // killed between the file and its draft
    const auto later = start(left);
    QTRY_COMPARE(draftFilesIn(left).size(), 0);
    QVERIFY(later->offered.isEmpty());
}

void tst_environmentdrafts::whatWaitsIsKeptUntilItIsDiscarded()
{
    const auto run = start(living());
    run->open();
    run->setValue(0, u"new.example.com"_s);
    run->scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(living()).size(), 1);
    run->dialog.submit();
    QVERIFY(run->dialog.isWaiting()); // nobody answers
    run->dialog.reject();
    QCOMPARE(draftFilesIn(living()).size(), 1);
    run->drafts.discardUnsaved();
    QTRY_COMPARE(draftFilesIn(living()).size(), 0);
    run->drafts.settle(u"any"_s, false);
    QVERIFY(run->offered.isEmpty());
}

QTEST_MAIN(tst_environmentdrafts)
#include "tst_environmentdrafts.moc"
