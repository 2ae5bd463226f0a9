// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "viewer/filterbar.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestFilterBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void pathsFilter();
    void problemsAreTold();
    void eachKindHasItsLanguages();
    void escapeClears();
    void nothingToFilter();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestFilterBar::pathsFilter()
{
    FilterBar bar(m_theme);
    bar.setBody(std::make_shared<const DocumentBytes>(R"({"a":[1,2]})"));
    QByteArray values;
    connect(&bar, &FilterBar::filtered, this,
            [&values](const SharedBytes &bytes) { values = bytes->view().toByteArray(); });
    bar.open();
    auto *text = bar.findChild<QLineEdit *>();
    QTest::keyClicks(text, u"$.a[*]"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_COMPARE(values, QByteArray("1\n2\n"));
    const auto *result = bar.findChild<QLabel *>();
    QCOMPARE(result->accessibleName(), u"What the filter found"_s);
    QVERIFY2(result->text().startsWith(u'2'), qPrintable(result->text()));
}

void TestFilterBar::problemsAreTold()
{
    FilterBar bar(m_theme);
    bar.setBody(std::make_shared<const DocumentBytes>("1"));
    bar.open();
    QSignalSpy filtered(&bar, &FilterBar::filtered);
    bar.findChild<QLineEdit *>()->setText(u"orders"_s);
    bar.run();
    QTRY_VERIFY(bar.findChild<QLabel *>()->text().startsWith(u"This is no JSONPath at character 1."));
    QVERIFY(filtered.isEmpty());
    bar.filter().setJqProgram(u"/nowhere/jq"_s);
    bar.findChild<QComboBox *>()->setCurrentIndex(int(FilterLanguage::Jq));
    bar.run();
    QTRY_VERIFY(bar.findChild<QLabel *>()->text().startsWith(u"The program jq is not installed"));
}

void TestFilterBar::eachKindHasItsLanguages()
{
    FilterBar bar(m_theme);
    auto *language = bar.findChild<QComboBox *>();
    auto *text = bar.findChild<QLineEdit *>();
    const auto offered = [language] {
        QStringList names;
        for (int i = 0; i < language->count(); ++i) {
            if (language->model()->flags(language->model()->index(i, 0)).testFlag(Qt::ItemIsEnabled))
                names << language->itemText(i);
        }
        return names.join(u' ');
    };
    QCOMPARE(offered(), u"JSONPath jq"_s);
    text->setText(u"$.a"_s);
    bar.setBody(std::make_shared<const DocumentBytes>("<a/>"), FilterBar::Kind::Xml);
    QCOMPARE(offered(), u"XPath"_s);
    QCOMPARE(language->currentText(), u"XPath"_s);
    QCOMPARE(text->text(), QString());
    QCOMPARE(text->placeholderText(), u"//order[total > 20]/@id"_s);
    text->setText(u"//a"_s);
    bar.filter().setXPathProgram(u"/nowhere/fuseboard-xpath"_s);
    bar.run();
    QTRY_VERIFY(bar.findChild<QLabel *>()->text().startsWith(u"XPath is not part of this installation"));
    bar.setBody(nullptr);
    QCOMPARE(offered(), u"XPath"_s);
    bar.setBody(std::make_shared<const DocumentBytes>("{}"));
    QCOMPARE(language->currentText(), u"JSONPath"_s);
    QCOMPARE(text->text(), u"$.a"_s);
}

void TestFilterBar::escapeClears()
{
    FilterBar bar(m_theme);
    bar.setBody(std::make_shared<const DocumentBytes>("1"));
    bar.open();
    QSignalSpy cleared(&bar, &FilterBar::cleared);
    QTest::keyClick(bar.findChild<QLineEdit *>(), Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
}

void TestFilterBar::nothingToFilter()
{
    FilterBar bar(m_theme);
    bar.setBody(nullptr);
    bar.findChild<QLineEdit *>()->setText(u"$"_s);
    bar.run();
    QVERIFY(!bar.filter().isRunning());
}

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
