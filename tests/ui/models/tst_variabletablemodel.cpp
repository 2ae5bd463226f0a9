// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/variabletablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

using Model = VariableTableModel;

const QList<Variable> tableVariables{{u"host"_s, Variable::Source::Text, u"h"_s},
                                     {u"token"_s, Variable::Source::Keychain, {}},
                                     {u"key"_s, Variable::Source::Environment, u"KEY"_s}};

} // namespace

class TestVariableTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhatItMay();
    void editsText();
    void theEmptyLineBecomesOne();
    void whatIsSaidAgainIsNoEdit();
    void S05_secretsStayHidden();
    void aTickMakesASecret();
    void editsOfTheStore();

private:
    [[nodiscard]] QString shown(int row, int column = Model::ValueColumn) const
    {
        return m_model->index(row, column).data().toString();
    }
    bool write(int row, int column, const QVariant &value, int role = Qt::EditRole)
    {
        return m_model->setData(m_model->index(row, column), value, role);
    }

    std::unique_ptr<Model> m_model;
};

void TestVariableTableModel::init()
{
    m_model = std::make_unique<Model>();
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
    m_model->setRows(Model::rowsOf(tableVariables));
}

void TestVariableTableModel::showsWhatItMay()
{
    QCOMPARE(m_model->rowCount(), 4);
    QCOMPARE(shown(0), u"h"_s);
    QCOMPARE(shown(1), u"••••••••"_s);
    QCOMPARE(shown(2), u"${env:KEY}"_s);
    QCOMPARE(shown(3, Model::NameColumn), u"Add…"_s);
    QVERIFY(Model::variablesOf(m_model->rows()) == tableVariables);
}

void TestVariableTableModel::editsText()
{
    QSignalSpy edited(m_model.get(), &Model::edited);
    QVERIFY(write(0, Model::NameColumn, u" base "_s));
    QVERIFY(write(0, Model::ValueColumn, u"${env:BASE}"_s));
    QVERIFY(m_model->rows().at(0).variable == (Variable{u"base"_s, Variable::Source::Environment, u"BASE"_s}));
    QVERIFY(write(2, Model::ValueColumn, u"plain"_s));
    QVERIFY(m_model->rows().at(2).variable == (Variable{u"key"_s, Variable::Source::Text, u"plain"_s}));
    QCOMPARE(edited.size(), 3);
    m_model->removeVariable(0);
    m_model->removeVariable(2); // the empty line
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(edited.size(), 4);
}

void TestVariableTableModel::theEmptyLineBecomesOne()
{
    QVERIFY(!write(3, Model::NameColumn, u"  "_s));
    QVERIFY(!write(3, Model::ValueColumn, u"value"_s));
    const QPersistentModelIndex editor = m_model->index(3, Model::NameColumn); // may still be open, and says it again
    QVERIFY(write(3, Model::NameColumn, u"city"_s));
    QCOMPARE(editor.row(), 3);
    QCOMPARE(m_model->rowCount(), 5);
    QVERIFY(write(3, Model::ValueColumn, u"Lisbon"_s));
    QCOMPARE(m_model->rows().at(3).variable.text, u"Lisbon"_s);
}

void TestVariableTableModel::whatIsSaidAgainIsNoEdit()
{
    QVERIFY(write(1, Model::ValueColumn, u"typed"_s));
    QSignalSpy edited(m_model.get(), &Model::edited);
    QVERIFY(write(0, Model::ValueColumn, u"h"_s));
    QVERIFY(write(0, Model::NameColumn, m_model->rows().at(0).variable.name));
    QVERIFY(write(1, Model::ValueColumn, QString())); // a secret's editor, opened and left
    QVERIFY(write(2, Model::ValueColumn, u"${env:KEY}"_s));
    QVERIFY(edited.isEmpty());
    QCOMPARE(m_model->rows().at(1).secret.value_or(QString()), u"typed"_s);
}

void TestVariableTableModel::S05_secretsStayHidden()
{
    QCOMPARE(m_model->index(1, Model::ValueColumn).data(Qt::EditRole).toString(), QString());
    QVERIFY(write(1, Model::ValueColumn, QString())); // an editor that was left again
    QVERIFY(!m_model->rows().at(1).isWritten);
    m_model->showSecret(1, u"CANARY"_s);
    QCOMPARE(shown(1), u"CANARY"_s);
    m_model->hideSecret(1);
    QCOMPARE(shown(1), u"••••••••"_s);
    QVERIFY(!m_model->rows().at(1).secret);
    QVERIFY(write(1, Model::ValueColumn, u"new"_s));
    QCOMPARE(shown(1), u"••••••••"_s);
    m_model->showSecret(1, u"of the store"_s);
    QCOMPARE(shown(1), u"new"_s);
    QVERIFY(m_model->rows().at(1).variable.text.isEmpty());
}

void TestVariableTableModel::aTickMakesASecret()
{
    QVERIFY(write(0, Model::SecretColumn, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(m_model->rows().at(0).variable.source, Variable::Source::Keychain);
    QCOMPARE(m_model->rows().at(0).secret.value_or(QString()), u"h"_s);
    QCOMPARE(shown(0), u"••••••••"_s);
    QVERIFY(write(0, Model::SecretColumn, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_model->rows().at(0).variable.text, u"h"_s);
    // What nobody has seen does not become text.
    QVERIFY(write(1, Model::SecretColumn, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_model->rows().at(1).variable.text, QString());
    QVERIFY(write(2, Model::SecretColumn, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(shown(2), u"Not entered yet"_s);
}

void TestVariableTableModel::editsOfTheStore()
{
    const auto edits = [this] { return Model::secretEdits(u"e"_s, tableVariables, m_model->rows()); };
    QVERIFY(edits().isEmpty());
    QVERIFY(write(1, Model::NameColumn, u"bearer"_s));
    QVERIFY(edits() == QList<SecretEdit>({{u"e"_s, u"bearer"_s, std::nullopt, u"token"_s}}));
    QVERIFY(write(1, Model::ValueColumn, u"new"_s));
    QVERIFY(edits()
            == QList<SecretEdit>({{u"e"_s, u"bearer"_s, u"new"_s, {}}, {u"e"_s, u"token"_s, std::nullopt, {}}}));
    m_model->removeVariable(1);
    QVERIFY(edits() == QList<SecretEdit>({{u"e"_s, u"token"_s, std::nullopt, {}}}));
}

QTEST_GUILESS_MAIN(TestVariableTableModel)
#include "tst_variabletablemodel.moc"
