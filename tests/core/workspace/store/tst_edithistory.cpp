// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/edithistory.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

EditTitle titleOf(const QString &name)
{
    return {EditTitle::Action::Change, WorkspacePlace::Kind::Request, name};
}

FileChanges holding(const QString &file, const QByteArray &bytes)
{
    return {{file, bytes}};
}

/// A file "a" that becomes 1, then 2, then 3.
EditHistory threeEdits()
{
    EditHistory history;
    history.add(titleOf(u"1"_s), {{u"a"_s, std::nullopt}}, holding(u"a"_s, "1"));
    history.add(titleOf(u"2"_s), holding(u"a"_s, "1"), holding(u"a"_s, "2"));
    history.add(titleOf(u"3"_s), holding(u"a"_s, "2"), holding(u"a"_s, "3"));
    return history;
}

} // namespace

class EditHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backAndForth();
    void aNewEditEndsRedoing();
    void foreignChanges();
    void whatLeadsToAForgottenEdit();
    void whatFollowsAForgottenEdit();
    void removalsThatOthersUndid();
    void aFolderThatHasGone();
    void knowsWhatIsRemoved();
    void outsideEdits();
    void longHistories();
};

void EditHistoryTest::backAndForth()
{
    EditHistory history;
    QVERIFY(!history.undoTitle() && !history.redoTitle());
    QVERIFY(history.takeUndo().isEmpty() && history.takeRedo().isEmpty());
    history = threeEdits();
    QVERIFY(history.undoTitle() == titleOf(u"3"_s));
    QVERIFY(history.takeUndo() == holding(u"a"_s, "2"));
    QVERIFY(history.takeUndo() == holding(u"a"_s, "1"));
    QVERIFY(history.redoTitle() == titleOf(u"2"_s));
    QVERIFY(history.takeUndo() == (FileChanges{{u"a"_s, std::nullopt}}));
    QVERIFY(!history.undoTitle());
    QVERIFY(history.takeRedo() == holding(u"a"_s, "1"));
    QVERIFY(history.undoTitle() == titleOf(u"1"_s));
    history.clear();
    QVERIFY(!history.undoTitle() && !history.redoTitle());
}

void EditHistoryTest::aNewEditEndsRedoing()
{
    EditHistory history = threeEdits();
    (void)history.takeUndo();
    (void)history.takeUndo();
    history.add(titleOf(u"other"_s), holding(u"a"_s, "1"), holding(u"a"_s, "x"));
    QVERIFY(!history.redoTitle());
    QVERIFY(history.takeUndo() == holding(u"a"_s, "1"));
    QVERIFY(history.undoTitle() == titleOf(u"1"_s));
}

void EditHistoryTest::foreignChanges()
{
    EditHistory history = threeEdits();
    history.add(titleOf(u"b"_s), {{u"b"_s, std::nullopt}}, holding(u"b"_s, "1"));
    history.add(titleOf(u"a"_s), holding(u"a"_s, "3"), holding(u"a"_s, "4"));
    (void)history.takeUndo();
    history.forget({u"a"_s}, {});
    QVERIFY(!history.redoTitle());
    QVERIFY(history.undoTitle() == titleOf(u"b"_s));
    (void)history.takeUndo();
    QVERIFY(!history.undoTitle());
    QVERIFY(history.takeRedo() == holding(u"b"_s, "1"));
}

/// A file "r" is changed and then moved into a folder.
void EditHistoryTest::whatLeadsToAForgottenEdit()
{
    EditHistory history;
    history.add(titleOf(u"other"_s), holding(u"b"_s, "0"), holding(u"b"_s, "1"));
    history.add(titleOf(u"rename"_s), holding(u"r"_s, "0"), holding(u"r"_s, "1"));
    history.add(titleOf(u"move"_s), {{u"r"_s, "1"}, {u"g/r"_s, std::nullopt}},
                {{u"r"_s, std::nullopt}, {u"g/r"_s, "1"}});
    history.forget({u"g/r"_s}, {});
    QVERIFY2(history.undoTitle() == titleOf(u"other"_s), "the file would be there twice");
    (void)history.takeUndo();
    QVERIFY(!history.undoTitle());
}

void EditHistoryTest::whatFollowsAForgottenEdit()
{
    EditHistory history;
    history.add(titleOf(u"move"_s), {{u"r"_s, "1"}, {u"g/r"_s, std::nullopt}},
                {{u"r"_s, std::nullopt}, {u"g/r"_s, "1"}});
    history.add(titleOf(u"other"_s), holding(u"b"_s, "0"), holding(u"b"_s, "1"));
    history.add(titleOf(u"rename"_s), holding(u"g/r"_s, "1"), holding(u"g/r"_s, "2"));
    for (int i = 0; i < 3; ++i)
        (void)history.takeUndo();
    history.forget({u"r"_s}, {});
    QVERIFY(history.redoTitle() == titleOf(u"other"_s));
    (void)history.takeRedo();
    QVERIFY2(!history.redoTitle(), "its file is not there");
}

/// Two are removed, and a checkout brings one of them back: the other one can still be had.
void EditHistoryTest::removalsThatOthersUndid()
{
    EditHistory history;
    history.add(titleOf(u"change"_s), holding(u"s"_s, "0"), holding(u"s"_s, "1"));
    history.add(titleOf(u"remove"_s), {{u"r"_s, "1"}, {u"s"_s, "1"}, {u"order"_s, "rs"}},
                {{u"r"_s, std::nullopt}, {u"s"_s, std::nullopt}, {u"order"_s, ""}});
    history.forget({u"s"_s}, {});
    QVERIFY(history.undoTitle() == titleOf(u"remove"_s));
    QVERIFY(history.takeUndo() == (FileChanges{{u"r"_s, "1"}, {u"order"_s, "rs"}}));
    QVERIFY(!history.undoTitle());
    (void)history.takeRedo();
    history.forget({u"r"_s}, {});
    QVERIFY2(!history.undoTitle(), "nothing of it is left");
}

void EditHistoryTest::aFolderThatHasGone()
{
    EditHistory history;
    history.add(titleOf(u"in"_s), {}, holding(u"clients/a/client.json"_s, "1"));
    history.add(titleOf(u"beside"_s), {}, holding(u"clients/a-b/client.json"_s, "1"));
    history.forget({}, {u"clients/a/"_s});
    QVERIFY(history.undoTitle() == titleOf(u"beside"_s));
    (void)history.takeUndo();
    QVERIFY(!history.undoTitle());
}

void EditHistoryTest::knowsWhatIsRemoved()
{
    EditHistory history = threeEdits();
    QCOMPARE(history.removedFiles(), QStringList());
    history.add(titleOf(u"remove"_s), holding(u"a"_s, "3"), {{u"a"_s, std::nullopt}});
    QCOMPARE(history.removedFiles(), QStringList{u"a"_s});
    (void)history.takeUndo();
    QCOMPARE(history.removedFiles(), QStringList());
}

void EditHistoryTest::outsideEdits()
{
    struct Outside final : OutsideEdit
    {
        void undo() override { }
        void redo() override { }
    };
    const auto outside = std::make_shared<Outside>();
    EditHistory history = threeEdits();
    QVERIFY(!history.outsideToUndo() && !history.outsideToRedo());
    history.add(titleOf(u"outside"_s), QStringList{u"b"_s, u"c"_s}, outside);
    QVERIFY(history.undoTitle() == titleOf(u"outside"_s) && history.outsideToUndo() == outside);
    QVERIFY(history.takeUndo().isEmpty());
    QVERIFY(history.outsideToRedo() == outside && !history.outsideToUndo());
    QVERIFY(history.takeRedo().isEmpty());
    history.forget({u"c"_s}, {});
    QVERIFY2(history.undoTitle() == titleOf(u"3"_s), "it is undone whole or not at all");
    QVERIFY(history.takeUndo() == holding(u"a"_s, "2"));
}

void EditHistoryTest::longHistories()
{
    EditHistory history;
    for (int i = 0; i < 2 * EditHistory::longest; ++i)
        history.add(titleOf(QString::number(i)), {}, holding(u"a"_s, QByteArray::number(i)));
    qsizetype count = 0;
    for (; history.undoTitle(); ++count)
        (void)history.takeUndo();
    QCOMPARE(count, EditHistory::longest);
}

QTEST_GUILESS_MAIN(EditHistoryTest)
#include "tst_edithistory.moc"
