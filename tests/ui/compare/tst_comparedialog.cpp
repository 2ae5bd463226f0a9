// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "compare/comparedialog.h"
#include "compare/diffside.h"
#include "support/accessiblenames.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestCompareDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void rowsStandBesideEachOther();
    void goesFromDifferenceToDifference();
    void saysWhenBothAreTheSame();
    void theEarlierOneIsChosen();
    void onlyWhatIsChosenIsLaidOut();
    void bothSidesMoveTogether();
    void everythingHasAName();
    void pictures_data();
    void pictures();

private:
    static ComparedCall call(const QStringList &lines, const QString &facts = u"12:00 · 4 ms"_s)
    {
        return {{Tone::Success, u"200 OK"_s, {}}, facts, u"GET http://127.0.0.1/orders"_s, [lines] { return lines; }};
    }
    static QStringList manyLines(int changed)
    {
        QStringList lines;
        for (int i = 0; i < 200; ++i)
            lines << u"\"value %1\": %2"_s.arg(i).arg(i % 50 == 25 ? changed : i);
        return lines;
    }
    static QList<DiffSide *> sidesOf(const CompareDialog &dialog) { return dialog.findChildren<DiffSide *>(); }
    static QPushButton *button(const CompareDialog &dialog, const QString &text)
    {
        const QList<QPushButton *> all = dialog.findChildren<QPushButton *>();
        for (QPushButton *one : all) {
            if (one->text().remove(u'&') == text)
                return one;
        }
        return nullptr;
    }
    static bool says(const CompareDialog &dialog, const QString &text)
    {
        const QList<QLabel *> all = dialog.findChildren<QLabel *>();
        return std::any_of(all.begin(), all.end(), [&](const QLabel *label) { return label->text() == text; });
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestCompareDialog::rowsStandBesideEachOther()
{
    CompareDialog dialog(m_theme, {call({u"a"_s, u"b"_s, u"d"_s, u"e"_s})}, call({u"a"_s, u"c"_s, u"new"_s, u"d"_s}));
    dialog.show();
    const auto sides = sidesOf(dialog);
    QCOMPARE(sides.at(0)->toPlainText(), u"a\nb\n\nd\ne"_s);
    QCOMPARE(sides.at(1)->toPlainText(), u"a\nc\nnew\nd\n"_s);
    // The rows that differ are coloured: a changed one with what changed in it, one that is new, one that has gone.
    QCOMPARE(sides.at(0)->extraSelections().size(), 4);
    QCOMPARE(sides.at(1)->extraSelections().size(), 4);
    QVERIFY(says(dialog, u"2 differences in 3 lines"_s));
}

void TestCompareDialog::goesFromDifferenceToDifference()
{
    CompareDialog dialog(m_theme, {call(manyLines(1'000))}, call(manyLines(2'000)));
    dialog.show();
    QVERIFY(says(dialog, u"4 differences"_s));
    QVERIFY(!button(dialog, u"Previous difference"_s)->isEnabled());
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QTest::keyClick(&dialog, Qt::Key_F7);
    QVERIFY(says(dialog, u"Difference 1 of 4"_s));
    QTest::keyClick(&dialog, Qt::Key_F7);
    QCOMPARE(sidesOf(dialog).at(1)->verticalScrollBar()->value(), 72);
    for (int i = 0; i < 2; ++i)
        button(dialog, u"Next difference"_s)->click();
    QVERIFY(says(dialog, u"Difference 4 of 4"_s));
    QVERIFY(!button(dialog, u"Next difference"_s)->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_F7, Qt::ShiftModifier);
    QVERIFY(says(dialog, u"Difference 3 of 4"_s));
}

void TestCompareDialog::saysWhenBothAreTheSame()
{
    CompareDialog dialog(m_theme, {call({u"a"_s})}, call({u"a"_s}));
    dialog.show();
    QVERIFY(says(dialog, u"Both are the same."_s));
    QVERIFY(!button(dialog, u"Next difference"_s)->isEnabled());
    QVERIFY(sidesOf(dialog).at(0)->extraSelections().isEmpty());
}

void TestCompareDialog::theEarlierOneIsChosen()
{
    CompareDialog dialog(
        m_theme,
        {call({u"first"_s, u"same"_s, u"1"_s}, u"11:00"_s), call({u"second"_s, u"same"_s, u"2"_s}, u"11:30"_s)},
        call({u"second"_s, u"same"_s, u"2"_s}));
    dialog.show();
    QVERIFY(says(dialog, u"Both are the same."_s));
    auto *list = dialog.findChild<QComboBox *>();
    QVERIFY(list);
    QCOMPARE(list->currentText(), u"11:30 · 200 OK"_s);
    list->setCurrentIndex(0);
    QCOMPARE(sidesOf(dialog).at(0)->toPlainText(), u"first\nsame\n1"_s);
    QVERIFY(says(dialog, u"2 differences"_s));
    QVERIFY(says(dialog, u"11:00"_s));
}

void TestCompareDialog::onlyWhatIsChosenIsLaidOut()
{
    int laidOut = 0;
    ComparedCall first = call({});
    first.lines = [&laidOut] {
        ++laidOut;
        return QStringList{u"first"_s};
    };
    CompareDialog dialog(m_theme, {first, call({u"second"_s})}, call({u"later"_s}));
    dialog.show();
    QCOMPARE(laidOut, 0);
    dialog.findChild<QComboBox *>()->setCurrentIndex(0);
    QCOMPARE(laidOut, 1);
}

void TestCompareDialog::bothSidesMoveTogether()
{
    CompareDialog dialog(m_theme, {call(manyLines(1))}, call(manyLines(2)));
    dialog.show();
    const auto sides = sidesOf(dialog);
    sides.at(0)->verticalScrollBar()->setValue(40);
    QCOMPARE(sides.at(1)->verticalScrollBar()->value(), 40);
    sides.at(1)->verticalScrollBar()->setValue(7);
    QCOMPARE(sides.at(0)->verticalScrollBar()->value(), 7);
}

void TestCompareDialog::everythingHasAName()
{
    CompareDialog dialog(m_theme, {call({u"a"_s}), call({u"b"_s})}, call({u"c"_s}));
    dialog.show();
    QCOMPARE(AccessibleNames(dialog).unnamed, QStringList());
}

void TestCompareDialog::pictures_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

void TestCompareDialog::pictures()
{
    QFETCH(Theme::Mode, mode);
    Theme theme(mode);
    theme.applyTo(*qApp);
    QStringList left = manyLines(1'000);
    left.insert(3, u"\"gone\": true"_s);
    QStringList right = manyLines(2'000);
    right.insert(9, u"\"added\": [1, 2, 3]"_s);
    CompareDialog dialog(theme, {call(left, u"11:00 · 3 ms"_s), call(left)}, call(right));
    dialog.resize(1'000, 640);
    dialog.show();
    const QImage image = dialog.grab().toImage();
    QVERIFY(!image.isNull());
    if (const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES"); !folder.isEmpty())
        QVERIFY(image.save(folder + u"/compare-%1.png"_s.arg(QLatin1String(QTest::currentDataTag()))));
    m_theme.applyTo(*qApp);
}

QTEST_MAIN(TestCompareDialog)
#include "tst_comparedialog.moc"
