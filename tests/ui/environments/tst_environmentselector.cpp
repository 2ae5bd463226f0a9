// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "environments/environmentselector.h"
#include "environments/environmentstrip.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QList<Environment> twoEnvironments()
{
    EnvironmentConfig demo;
    demo.name = u"Demo & more"_s;
    EnvironmentConfig production;
    production.name = u"Production"_s;
    production.color = EnvironmentColor::Red;
    return {{u"demo"_s, demo}, {u"production"_s, production}};
}

EnvironmentState stateIn(const Environment &environment)
{
    EnvironmentState state;
    state.environment = environment;
    return state;
}

} // namespace

class TestEnvironmentSelector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void tellsWhichItIs();
    void theMenuChooses();
    void theStripFollows();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestEnvironmentSelector::tellsWhichItIs()
{
    EnvironmentSelector selector(m_theme);
    auto *button = selector.findChild<QToolButton *>(u"environment"_s);
    QVERIFY(button);
    QCOMPARE(button->text(), u"None ▾"_s);
    selector.setState(twoEnvironments(), stateIn(twoEnvironments().at(0)));
    QCOMPARE(button->text(), u"Demo && more ▾"_s);
    QVERIFY(button->icon().isNull());
    EnvironmentState opening = stateIn(twoEnvironments().at(1));
    opening.isOpening = true;
    selector.setState(twoEnvironments(), opening);
    QCOMPARE(button->text(), u"Production (opening…) ▾"_s);
    QVERIFY(!button->icon().isNull());
    QCOMPARE(button->accessibleName(), u"Environment: Production (opening…)"_s);
    QCOMPARE(button->accessibleDescription(), u"Red"_s);
}

void TestEnvironmentSelector::theMenuChooses()
{
    EnvironmentSelector selector(m_theme);
    selector.setState(twoEnvironments(), stateIn(twoEnvironments().at(0)));
    QSignalSpy chosen(&selector, &EnvironmentSelector::environmentChosen);
    QSignalSpy edit(&selector, &EnvironmentSelector::editRequested);
    QMenu *menu = selector.findChild<QToolButton *>(u"environment"_s)->menu();
    Q_EMIT menu->aboutToShow();
    const QList<QAction *> actions = menu->actions();
    QCOMPARE(actions.size(), 5); // two, none, a line, and the dialog
    QVERIFY(actions.at(0)->isChecked());
    actions.at(1)->trigger();
    actions.at(2)->trigger();
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.at(0).at(0).toString(), u"production"_s);
    QCOMPARE(chosen.at(1).at(0).toString(), QString());
    actions.at(4)->trigger();
    QCOMPARE(edit.size(), 1);
}

void TestEnvironmentSelector::theStripFollows()
{
    QWidget window;
    EnvironmentStrip strip(m_theme, &window);
    window.resize(200, 40);
    strip.setGeometry(0, 0, 200, 4);
    window.show();
    QVERIFY(!strip.isVisible());
    strip.setEnvironment(twoEnvironments().at(1).config);
    QVERIFY(strip.isVisible());
    QCOMPARE(strip.grab().toImage().pixelColor(100, 2), m_theme.color(ColorRole::Danger));
    QCOMPARE(strip.accessibleName(), u"Environment: Production"_s);
    strip.setEnvironment({});
    QVERIFY(!strip.isVisible());
}

QTEST_MAIN(TestEnvironmentSelector)
#include "tst_environmentselector.moc"
