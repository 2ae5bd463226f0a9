// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/pill.h"
#include "explorer/timelineview.h"
#include "models/timelinemodel.h"
#include "viewer/documentview.h"

#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

ExploreFixture::ExploreFixture(const Theme &theme, const RequestDraft &first)
    : client(config(), Services{scheduler, random, transport, secrets})
    , page(theme, scheduler)
{
    page.resize(1024, 780);
    page.setClient(u"orders"_s, &client);
    page.show();
    page.activateWindow();
    // Shortcuts belong to the active window only.
    if (!QTest::qWaitForWindowActive(&page))
        qFatal("The page does not become active");
    page.openRequest(first);
}

QLineEdit *ExploreFixture::url() const
{
    return named<QLineEdit>(u"URL"_s);
}

DocumentView *ExploreFixture::bodyText() const
{
    return named<DocumentView>(u"Body of the answer"_s);
}

ClientConfig ExploreFixture::config()
{
    ClientConfig config;
    config.name = u"orders-api"_s;
    config.baseUrl = QUrl(u"http://api.example"_s);
    config.rateLimit = RateLimitConfig();
    config.circuitBreaker = CircuitBreakerConfig();
    config.retry = RetryConfig();
    return config;
}

RequestDraft ExploreFixture::draft()
{
    RequestDraft draft;
    draft.clientId = u"orders"_s;
    draft.requestId = u"list"_s;
    draft.name = u"List orders"_s;
    draft.url = u"/orders?limit=50"_s;
    draft.params = {{u"limit"_s, u"50"_s, true}};
    return draft;
}

EnvironmentState ExploreFixture::environment(const QList<Variable> &variables)
{
    EnvironmentState state;
    state.environment.slug = u"staging"_s;
    state.environment.config.name = u"Staging"_s;
    state.environment.config.variables = variables;
    state.scope = VariableScope({state.environment}, u"staging"_s);
    return state;
}

void ExploreFixture::type(QWidget *widget, const QString &text)
{
    for (const QChar letter : text) {
        if (letter == u'\n')
            QTest::keyClick(widget, Qt::Key_Return);
        else
            QTest::keyClicks(widget, QString(letter));
    }
}

void ExploreFixture::sendAndWait()
{
    page.send();
    scheduler.runUntilIdle(1h);
    QCoreApplication::processEvents();
}

QPushButton *ExploreFixture::button(const QString &text) const
{
    const QList<QPushButton *> all = page.findChildren<QPushButton *>();
    for (QPushButton *candidate : all) {
        if (candidate->text() == text && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QString ExploreFixture::visibleText() const
{
    QStringList texts;
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            texts << label->text();
    }
    const QList<Pill *> pills = page.findChildren<Pill *>();
    for (const Pill *pill : pills) {
        if (pill->isVisible())
            texts << pill->badge().text;
    }
    return texts.join(u'\n');
}

QStringList ExploreFixture::timelineLabels() const
{
    QStringList labels;
    const QAbstractItemModel *model = page.findChild<TimelineView *>()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        labels << model->index(row, 0).data(TimelineModel::LabelRole).toString();
    return labels;
}

} // namespace fuseboard
