// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/callreport.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Which calls the command line counts as a success.
class TestCallReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
};

void TestCallReport::accepts_data()
{
    QTest::addColumn<CallOutcome>("outcome");
    QTest::addColumn<QList<TestOutcome>>("tests");
    QTest::addColumn<bool>("isAccepted");
    using Tests = QList<TestOutcome>;
    QTest::newRow("succeeded") << CallOutcome::Succeeded << Tests() << true;
    QTest::newRow("failed") << CallOutcome::Failed << Tests() << false;
    QTest::newRow("refused") << CallOutcome::Refused << Tests() << false;
    QTest::newRow("cancelled") << CallOutcome::Cancelled << Tests() << false;
    QTest::newRow("failed as expected") << CallOutcome::Failed << Tests{TestOutcome::Passed} << true;
    QTest::newRow("succeeded in vain") << CallOutcome::Succeeded << Tests{TestOutcome::Passed, TestOutcome::Failed}
                                       << false;
    QTest::newRow("a test that is wrong itself") << CallOutcome::Succeeded << Tests{TestOutcome::Faulty} << false;
    QTest::newRow("cancelled before a retry") << CallOutcome::Cancelled << Tests{TestOutcome::Passed} << false;
}

void TestCallReport::accepts()
{
    QFETCH(const CallOutcome, outcome);
    QFETCH(const QList<TestOutcome>, tests);
    CallReport report;
    report.outcome = outcome;
    for (const TestOutcome test : tests)
        report.tests.append(TestResult{{}, test});
    QTEST(report.isAccepted(), "isAccepted");
}

QTEST_GUILESS_MAIN(TestCallReport)
#include "tst_callreport.moc"
