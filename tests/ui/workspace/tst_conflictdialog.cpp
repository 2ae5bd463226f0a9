// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "compare/diffside.h"
#include "support/accessiblenames.h"
#include "translations.h"
#include "workspace/conflictdialog.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Two versions of a file beside each other: what differs is found without reading both.
class tst_conflictdialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_hasPlurals = installTranslations(*qApp, QLocale::English) == QLocale::English;
        m_theme.applyTo(*qApp);
    }
    void marksWhatDiffers();
    void goesFromDifferenceToDifference();
    void bothSidesScrollTogether();
    void longLinesAreComparedWhole();
    void whatCannotBeSeenDiffers();
    void whatCannotBeShownIsNotTheSame_data();
    void whatCannotBeShownIsNotTheSame();
    void largeFilesAreCut();
    void aDeletedFileHasNoDifferences();
    void everythingHasAName();

private:
    [[nodiscard]] std::unique_ptr<ConflictDialog> shown(const std::optional<QByteArray> &mine,
                                                        const std::optional<QByteArray> &theirs) const
    {
        auto dialog = std::make_unique<ConflictDialog>(m_theme, u"clients/orders/client.json"_s, mine, theirs);
        dialog->show();
        if (!QTest::qWaitFor([&dialog] { return !says(*dialog, u"Comparing…"_s); }))
            qFatal("It compares for ever");
        return dialog;
    }
    static DiffSide *side(const ConflictDialog &dialog, const QString &name)
    {
        return dialog.findChild<DiffSide *>(name);
    }
    static bool says(const ConflictDialog &dialog, const QString &text)
    {
        const QList<QLabel *> all = dialog.findChildren<QLabel *>();
        return std::any_of(all.begin(), all.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }
    static QByteArray manyLines(const QByteArray &changed)
    {
        QByteArray lines;
        for (int i = 0; i < 200; ++i)
            lines += "  \"value " + QByteArray::number(i) + "\": " + (i % 50 == 25 ? changed : "0") + ",\n";
        return lines;
    }

    bool m_hasPlurals = false; // not where it was built without translations
    Theme m_theme{Theme::Mode::Light};
};

void tst_conflictdialog::marksWhatDiffers()
{
    const auto dialog = shown("{\n  \"url\": \"/mine\"\n}\n", "{\n  \"name\": \"List\",\n  \"url\": \"/theirs\"\n}\n");
    QCOMPARE(side(*dialog, u"mine"_s)->toPlainText(), u"{\n  \"url\": \"/mine\"\n\n}"_s);
    QCOMPARE(side(*dialog, u"theirs"_s)->toPlainText(), u"{\n  \"name\": \"List\",\n  \"url\": \"/theirs\"\n}"_s);
    QVERIFY(!side(*dialog, u"mine"_s)->extraSelections().isEmpty());
    QVERIFY(!side(*dialog, u"theirs"_s)->extraSelections().isEmpty());
    QVERIFY(says(*dialog, m_hasPlurals ? u"1 difference in 2 lines"_s : u"1 differences in 2 lines"_s));
}

void tst_conflictdialog::goesFromDifferenceToDifference()
{
    const auto dialog = shown(manyLines("1"), manyLines("2"));
    QVERIFY(says(*dialog, u"4 differences"_s));
    QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    QTest::keyClick(dialog.get(), Qt::Key_F7);
    QTest::keyClick(dialog.get(), Qt::Key_F7);
    QVERIFY(says(*dialog, u"Difference 2 of 4"_s));
    QVERIFY(side(*dialog, u"theirs"_s)->verticalScrollBar()->value() > 50);
    QTest::keyClick(dialog.get(), Qt::Key_F7, Qt::ShiftModifier);
    QVERIFY(says(*dialog, u"Difference 1 of 4"_s));
    QTest::keyClick(dialog.get(), Qt::Key_Return); // still decides nothing
    QVERIFY(!dialog->isVisible());
    QCOMPARE(dialog->result(), int(QDialog::Rejected));
}

void tst_conflictdialog::bothSidesScrollTogether()
{
    const auto dialog = shown(manyLines("1"), manyLines("2"));
    side(*dialog, u"mine"_s)->verticalScrollBar()->setValue(40);
    QCOMPARE(side(*dialog, u"theirs"_s)->verticalScrollBar()->value(), 40);
    side(*dialog, u"theirs"_s)->verticalScrollBar()->setValue(7);
    QCOMPARE(side(*dialog, u"mine"_s)->verticalScrollBar()->value(), 7);
}

void tst_conflictdialog::longLinesAreComparedWhole()
{
    const QByteArray start(5'000, 'x'); // a body in JSON is one line
    const auto dialog = shown(start + "mine", start + "theirs");
    QVERIFY(!says(*dialog, u"Both are the same."_s));
    QVERIFY(side(*dialog, u"mine"_s)->toPlainText().endsWith(u"mine"));
    QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    QTest::keyClick(dialog.get(), Qt::Key_F7);
    QVERIFY2(side(*dialog, u"mine"_s)->horizontalScrollBar()->value() > 0, "what changed is at the end");
}

void tst_conflictdialog::whatCannotBeSeenDiffers()
{
    const auto dialog = shown("\"a\"\n", "\"a\xE2\x80\x8B\"\r\n");
    QVERIFY(!says(*dialog, u"Both are the same."_s));
    QCOMPARE(side(*dialog, u"mine"_s)->toPlainText(), u"\"a\""_s);
    QCOMPARE(side(*dialog, u"theirs"_s)->toPlainText(), u"\"a\\u{200b}\"\\u{d}"_s);
}

void tst_conflictdialog::whatCannotBeShownIsNotTheSame_data()
{
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("theirs");
    QTest::newRow("end of the last line") << QByteArray("{}") << QByteArray("{}\n");
    QTest::newRow("byte order mark") << QByteArray("{}\n") << QByteArray("\xEF\xBB\xBF{}\n");
    QTest::newRow("no text") << QByteArray("a\xFF") << QByteArray("a\xFE");
}

void tst_conflictdialog::whatCannotBeShownIsNotTheSame()
{
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, theirs);
    const auto dialog = shown(mine, theirs);
    QVERIFY(!says(*dialog, u"Both are the same."_s));
    QVERIFY(says(*shown(mine, mine), u"Both are the same."_s));
}

void tst_conflictdialog::largeFilesAreCut()
{
    const QByteArray start(5'000'000, 'x');
    const auto dialog = shown(start + "mine", start + "theirs");
    QVERIFY(!says(*dialog, u"Both are the same."_s));
    QVERIFY(says(*dialog, u"What is shown is the same. The files differ in what is not shown."_s));
    QVERIFY(side(*dialog, u"mine"_s)->toPlainText().size() < 50'000);
    const QByteArray lines = QByteArray("a\n").repeated(30'000);
    QCOMPARE(side(*shown(lines, lines + "b"), u"mine"_s)->document()->blockCount(), 20'000);
}

void tst_conflictdialog::aDeletedFileHasNoDifferences()
{
    const auto dialog = shown(std::nullopt, "{\n}\n");
    QCOMPARE(side(*dialog, u"theirs"_s)->toPlainText(), u"{\n}"_s);
    QVERIFY(side(*dialog, u"theirs"_s)->extraSelections().isEmpty());
    QVERIFY(side(*dialog, u"mine"_s)->toPlainText().isEmpty());
    QVERIFY(!side(*dialog, u"mine"_s)->placeholderText().isEmpty());
    QVERIFY(!says(*dialog, u"Both are the same."_s));
}

void tst_conflictdialog::everythingHasAName()
{
    const auto dialog = shown("mine", "theirs");
    QCOMPARE(AccessibleNames(*dialog).unnamed, QStringList());
}

QTEST_MAIN(tst_conflictdialog)
#include "tst_conflictdialog.moc"
