// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/headersmodel.h"

#include <QTest>

using namespace fuseboard;

/// The fields of an answer that means no good; what is shown of ordinary ones, tst_tablemodels knows.
class TestHeadersModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_O3_aHundredLongHeaders();
};

void TestHeadersModel::ADV_O3_aHundredLongHeaders()
{
    Headers headers;
    for (int i = 0; i < 100; ++i)
        headers.append("X-Long-" + QByteArray::number(i), QByteArray(100 * 1024, '\x1b'));
    HeadersModel model;
    model.setHeaders(headers);
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, HeadersModel::ValueColumn);
        // Each of the letters that are shown takes as many signs as "\u{1b}" has.
        QVERIFY(index.data().toString().size() < 500 * 7);
        QVERIFY(index.data(Qt::ToolTipRole).toString().size() < 4'000 * 7);
    }
}

QTEST_GUILESS_MAIN(TestHeadersModel)
#include "tst_headersmodel.moc"
