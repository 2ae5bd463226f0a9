// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/mediatype.h"

#include <QTest>

using namespace fuseboard;

class TestMediaType : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAContentTypeNames_data();
    void whatAContentTypeNames();
};

void TestMediaType::whatAContentTypeNames_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("json");
    const auto row = [](const QByteArray &contentType, const QByteArray &type, bool json) {
        QTest::newRow(contentType.constData()) << contentType << type << json;
    };
    row("application/json", "application/json", true);
    row(" Application/JSON ; charset=utf-8", "application/json", true);
    row("application/vnd.api+json;ext=\"+x\"", "application/vnd.api+json", true);
    row("application/json-seq", "application/json-seq", false);
    row("application/x-ndjson", "application/x-ndjson", false);
    row("text/plain; of=application/json", "text/plain", false);
    row("", "", false);
}

void TestMediaType::whatAContentTypeNames()
{
    QFETCH(QByteArray, contentType);
    QTEST(mediaType(contentType), "type");
    QTEST(isJsonType(mediaType(contentType)), "json");
}

QTEST_GUILESS_MAIN(TestMediaType)
#include "tst_mediatype.moc"
