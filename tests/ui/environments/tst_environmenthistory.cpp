// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmenthistory.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using State = EnvironmentHistory::State;

namespace {

EnvironmentDraft draftNamed(const QString &slug, const QString &name)
{
    EnvironmentDraft draft;
    draft.environment.slug = slug;
    draft.environment.config.name = name;
    draft.rows = {{{u"token"_s, Variable::Source::Keychain, {}}, u"token"_s, std::nullopt}};
    return draft;
}

State named(const QString &name)
{
    return {{draftNamed(u"a"_s, name), draftNamed(u"b"_s, u"B"_s)}, {}, u"a"_s};
}

QString nameIn(const std::optional<State> &state)
{
    return state ? state->drafts.first().environment.config.name : u"nothing"_s;
}

} // namespace

class TestEnvironmentHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBackAndMakesAnew();
    void aNameIsOneEdit();
    void aNewEditForgetsWhatWasTakenBack();
    void S05_whatIsShownIsNoEditAndNotShownAgain();
    void S05_whatWasReadIsNotKept();
    void aNameThatIsWrittenBackIsNoEdit();
    void knowsRemovals();
};

void TestEnvironmentHistory::takesBackAndMakesAnew()
{
    EnvironmentHistory history;
    QCOMPARE(nameIn(history.undo()), u"nothing"_s);
    history.begin(named(u"A"_s));
    State colored = named(u"A"_s);
    colored.drafts.first().environment.config.color = EnvironmentColor::Red;
    history.note(colored);
    State parent = colored;
    parent.drafts.last().environment.config.parent = u"a"_s;
    parent.slug = u"b"_s;
    history.note(parent);
    history.note(parent);
    auto before = history.undo();
    QVERIFY(before && before->drafts.last().environment.config.parent.isEmpty());
    QCOMPARE(before->slug, u"b"_s);
    before = history.undo();
    QVERIFY(before && before->drafts.first().environment.config.color == EnvironmentColor::None);
    QCOMPARE(before->slug, u"a"_s);
    QVERIFY(!history.undo());
    QVERIFY(history.redo()->drafts.first().environment.config.color == EnvironmentColor::Red);
    QCOMPARE(history.redo()->slug, u"b"_s);
    QVERIFY(!history.redo());
}

void TestEnvironmentHistory::aNameIsOneEdit()
{
    EnvironmentHistory history;
    history.begin(named(u"A"_s));
    for (const QString &name : {u"Al"_s, u"All"_s})
        history.note(named(name));
    State other = named(u"All"_s);
    other.drafts.last().environment.config.name = u"Bo"_s;
    other.slug = u"b"_s;
    history.note(other);
    QCOMPARE(nameIn(history.undo()), u"All"_s);
    QCOMPARE(nameIn(history.undo()), u"A"_s);
    QVERIFY(!history.undo());
}

void TestEnvironmentHistory::aNewEditForgetsWhatWasTakenBack()
{
    EnvironmentHistory history;
    history.begin(named(u"A"_s));
    history.note(named(u"B"_s));
    QCOMPARE(nameIn(history.undo()), u"A"_s);
    history.note(named(u"C"_s));
    QVERIFY(!history.redo());
    QCOMPARE(nameIn(history.undo()), u"A"_s);
}

void TestEnvironmentHistory::S05_whatIsShownIsNoEditAndNotShownAgain()
{
    EnvironmentHistory history;
    history.begin(named(u"A"_s));
    State shown = named(u"A"_s);
    shown.drafts.first().rows.first().isShown = true;
    shown.drafts.first().rows.first().secret = u"CANARY"_s;
    history.note(shown);
    QVERIFY(!history.undo());
    shown.drafts.first().environment.config.color = EnvironmentColor::Red;
    history.note(shown);
    history.note(named(u"A"_s));
    const auto before = history.undo();
    QVERIFY(before && before->drafts.first().environment.config.color == EnvironmentColor::Red);
    QVERIFY(!before->drafts.first().rows.first().isShown && !before->drafts.first().rows.first().secret);
    State written = named(u"A"_s);
    written.drafts.first().rows.first().secret = u"typed"_s;
    written.drafts.first().rows.first().isWritten = true;
    history.note(written);
    QVERIFY(history.undo());
    QCOMPARE(history.redo()->drafts.first().rows.first().secret, u"typed"_s);
}

void TestEnvironmentHistory::S05_whatWasReadIsNotKept()
{
    const QString read = QString(u"CANARY"_s).append(u'!'); // counts who has it, which a literal does not
    State shown = named(u"A"_s);
    shown.drafts.first().rows.first().isShown = true;
    shown.drafts.first().rows.first().secret = read;
    EnvironmentHistory history;
    history.begin(shown);
    shown.drafts.first().environment.config.color = EnvironmentColor::Red;
    history.note(shown);
    shown.removed = {{shown.drafts.takeFirst(), 0, {}}};
    history.note(shown);
    QVERIFY(!read.isDetached());
    shown = {};
    QVERIFY2(read.isDetached(), "nobody else has it any more");
}

void TestEnvironmentHistory::aNameThatIsWrittenBackIsNoEdit()
{
    EnvironmentHistory history;
    history.begin(named(u"A"_s));
    State colored = named(u"A"_s);
    colored.drafts.first().environment.config.color = EnvironmentColor::Red;
    history.note(colored);
    State renamed = colored;
    renamed.drafts.first().environment.config.name = u"Al"_s;
    history.note(renamed);
    history.note(colored);
    renamed.drafts.first().environment.config.name = u"B"_s;
    history.note(renamed);
    QCOMPARE(nameIn(history.undo()), u"A"_s);
    QVERIFY(history.undo()->drafts.first().environment.config.color == EnvironmentColor::None);
    QVERIFY(!history.undo());
}

void TestEnvironmentHistory::knowsRemovals()
{
    EnvironmentHistory history;
    history.begin(named(u"A"_s));
    QVERIFY(!history.isRemovalLast());
    State removed = named(u"A"_s);
    removed.removed = {{removed.drafts.takeLast(), 1, {}}};
    removed.slug = u"b"_s;
    history.note(removed);
    QVERIFY(history.isRemovalLast());
    removed.drafts.first().environment.config.confirmBeforeSending = true;
    history.note(removed);
    QVERIFY(!history.isRemovalLast());
    QVERIFY(history.undo() && history.isRemovalLast());
    QCOMPARE(history.undo()->drafts.size(), 2);
}

QTEST_GUILESS_MAIN(TestEnvironmentHistory)
#include "tst_environmenthistory.moc"
