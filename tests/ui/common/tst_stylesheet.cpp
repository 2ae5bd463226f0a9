// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/stylesheet.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_stylesheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOnlyColoursOfTheTable()
    {
        QVERIFY(styleSheetTemplate().size() > 1000);
        QCOMPARE(unknownStyleNames(styleSheetTemplate()), QStringList());
        QCOMPARE(unknownStyleNames(u"a { color: ${text}; background: ${no-such}; }"_s), QStringList{u"no-such"_s});
    }

    void holdsNoColourOfItsOwn()
    {
        static const QRegularExpression literal(u"#[0-9a-fA-F]{3,8}|rgba?\\("_s);
        QVERIFY(!styleSheetTemplate().contains(literal));
    }

    void expandsEveryName()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Palette palette(scheme);
            const QString sheet = styleSheetFor(palette);
            QVERIFY(!sheet.contains("${"_L1));
            QVERIFY(sheet.contains(palette.color(ColorRole::FocusRing).name()));
        }
    }

    void everyFocusableControlShowsItsFocus_data()
    {
        QTest::addColumn<QString>("rule");
        for (const char *rule : {"QPushButton:focus", "QToolButton:focus", "QLineEdit:focus", "QPlainTextEdit:focus",
                                 "QSpinBox:focus", "QComboBox:focus", "QCheckBox:focus", "QPushButton[segment]:focus",
                                 "QPushButton[kind=\"primary\"]:focus", "QPushButton[kind=\"flat\"]:focus"})
            QTest::addRow("%s", rule) << QString::fromLatin1(rule);
    }

    void everyFocusableControlShowsItsFocus()
    {
        QFETCH(QString, rule);
        QVERIFY(styleSheetTemplate().contains(rule));
    }
};

QTEST_GUILESS_MAIN(tst_stylesheet)
#include "tst_stylesheet.moc"
