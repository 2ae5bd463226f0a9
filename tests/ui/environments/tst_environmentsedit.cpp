// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentsedit.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

Environment environmentNamed(const QString &slug, const QString &name, const QString &parent = {})
{
    EnvironmentConfig config;
    config.name = name;
    config.parent = parent;
    return {slug, config};
}

EnvironmentDraft draftFor(const Environment &environment, bool isNew = false)
{
    return {environment, VariableTableModel::rowsOf(environment.config.variables), isNew};
}

} // namespace

class TestEnvironmentsEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newOnesGetSlugs();
    void removedOnesTakeTheirSecrets();
    void nothingChanges();
};

void TestEnvironmentsEdit::newOnesGetSlugs()
{
    const QList<Environment> before{environmentNamed(u"staging"_s, u"Staging"_s)};
    Environment child = environmentNamed(u"new 1"_s, u"Staging"_s, u"new 2"_s);
    child.config.variables = {{u"token"_s, Variable::Source::Keychain, {}}};
    EnvironmentDraft written = draftFor(child, true);
    written.rows[0].secret = u"s"_s;
    written.rows[0].isWritten = true;
    const auto edit = editOf(
        before, {draftFor(before.first()), written, draftFor(environmentNamed(u"new 2"_s, u"Broken"_s), true)},
        {u"broken"_s});
    QStringList slugs;
    for (const Environment &environment : edit.environments)
        slugs << environment.slug;
    QCOMPARE(slugs, QStringList({u"broken-2"_s, u"staging"_s, u"staging-2"_s}));
    QCOMPARE(edit.environments.at(2).config.parent, u"broken-2"_s);
    QVERIFY(edit.secrets == QList<SecretEdit>({{u"staging-2"_s, u"token"_s, u"s"_s, {}}}));
    QVERIFY(edit.removed.isEmpty());
}

void TestEnvironmentsEdit::removedOnesTakeTheirSecrets()
{
    Environment gone = environmentNamed(u"gone"_s, u"Gone"_s);
    gone.config.variables = {{u"token"_s, Variable::Source::Keychain, {}}, {u"x"_s, Variable::Source::Text, u"1"_s}};
    const auto edit = editOf({gone}, {}, {});
    QCOMPARE(edit.removed, QStringList({u"gone"_s}));
    QVERIFY(edit.environments.isEmpty());
    QVERIFY(edit.secrets == QList<SecretEdit>({{u"gone"_s, u"token"_s, std::nullopt, {}}}));
}

void TestEnvironmentsEdit::nothingChanges()
{
    Environment environment = environmentNamed(u"a"_s, u"A"_s);
    environment.config.unknown = {{u"later"_s, "1"}};
    environment.config.variables = {{u"token"_s, Variable::Source::Keychain, {}}};
    const auto edit = editOf({environment}, {draftFor(environment)}, {u"a"_s});
    QVERIFY(edit.environments == QList<Environment>({environment}));
    QVERIFY(edit.secrets.isEmpty() && edit.removed.isEmpty());
}

QTEST_GUILESS_MAIN(TestEnvironmentsEdit)
#include "tst_environmentsedit.moc"
