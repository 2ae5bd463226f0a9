// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historysamples.h"

#include "base/virtualscheduler.h"
#include "common/figurelabel.h"
#include "common/pill.h"
#include "common/theme.h"
#include "history/historypage.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace fuseboard {

/// A visible page over a history of its own.
struct HistoryFixture
{
    explicit HistoryFixture(const Theme &theme, int calls)
        : store(samples::fileIn(folder), scheduler)
    {
        int kept = 0; // all of them, before the page looks: what comes later is put on top of what it has
        const QObject here;
        QObject::connect(&store, &HistoryStore::appended, &here, [&kept](int count) { kept += count; });
        for (int n = 1; n <= calls; ++n)
            store.append(recent(n));
        if (!QTest::qWaitFor([&kept, calls] { return kept == calls; }))
            qFatal("The calls are not kept");
        page = std::make_unique<HistoryPage>(theme, store, scheduler);
        page->setClients({{QStringLiteral("orders"), QStringLiteral("orders-api"), {}, {}},
                          {QStringLiteral("payments"), QStringLiteral("payments-api"), {}, {}}});
        page->resize(1180, 760);
        page->show();
        if (!QTest::qWaitForWindowActive(page.get()))
            qFatal("The page does not become active");
    }

    [[nodiscard]] HistoryEntry recent(int n) const
    {
        HistoryEntry entry = samples::call(n);
        entry.summary.startedAt = scheduler.wallNow() - std::chrono::hours(1) + std::chrono::seconds(n);
        return entry;
    }
    [[nodiscard]] QTableView *table() const { return page->findChild<QTableView *>(QStringLiteral("history-list")); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QAction *action(const QString &name) const { return page->findChild<QAction *>(name); }
    void choose(const QString &box, const QString &text) const
    {
        auto *choice = page->findChild<QComboBox *>(box);
        choice->setCurrentIndex(choice->findText(text));
        Q_EMIT choice->activated(choice->currentIndex());
    }
    /// One that is seen.
    void clickButton(const QString &text) const
    {
        const QList<QPushButton *> buttons = page->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->isVisible() && button->text() == text)
                button->click();
        }
    }
    [[nodiscard]] QString visibleText() const
    {
        QStringList texts;
        const QList<QLabel *> labels = page->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            texts << (label->isVisible() ? label->text() : QString());
        const QList<FigureLabel *> figures = page->findChildren<FigureLabel *>();
        for (const FigureLabel *label : figures)
            texts << (label->isVisible() ? label->text() : QString());
        const QList<Pill *> pills = page->findChildren<Pill *>();
        for (const Pill *pill : pills)
            texts << (pill->isVisible() ? pill->badge().text : QString());
        return texts.join(QLatin1Char('\n'));
    }

    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store;
    std::unique_ptr<HistoryPage> page;
};

} // namespace fuseboard
