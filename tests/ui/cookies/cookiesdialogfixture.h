// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "cookies/cookiesdialog.h"
#include "models/cookies/cookietablemodel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <memory>

namespace fuseboard {

/// A dialog on three cookies, in the order of its rows: "theme" of .example.com, "session" of api.example.com, and
/// "cart" of shop.example.com.
class CookiesDialogFixture
{
public:
    CookiesDialogFixture() { theme.applyTo(*qApp); }

    void begin()
    {
        theme.setMode(Theme::Mode::Light);
        dialog.reset();
        jar = std::make_shared<CookieJar>(time);
        jar->store({{"session", "canary-7f3a", QStringLiteral("api.example.com"), QStringLiteral("/"), {}, true, true},
                    {"theme", "dark", QStringLiteral(".example.com"), QStringLiteral("/"),
                     time.wallNow() + std::chrono::hours(24 * 30)},
                    {"cart", "canary-12", QStringLiteral("shop.example.com"), QStringLiteral("/cart"),
                     time.wallNow() + std::chrono::hours(2), false, true}});
        open(source());
    }
    void open(CookieSource of)
    {
        dialog = std::make_unique<CookiesDialog>(theme, time, std::move(of));
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }
    [[nodiscard]] CookieSource source() const
    {
        return {jar, QStringLiteral("Orders API"), QStringLiteral("Production"), QStringLiteral("api.example.com")};
    }

    template<class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    void click(const QString &name) const { find<QPushButton>(name)->click(); }
    /// As the keyboard does: to the window, for whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(dialog->windowHandle(), key, modifiers);
    }
    [[nodiscard]] QLineEdit *filter() const { return find<QLineEdit>(QStringLiteral("cookieFilter")); }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(QStringLiteral("cookies")); }
    [[nodiscard]] QModelIndex cell(int row, int column) const { return table()->model()->index(row, column); }
    [[nodiscard]] QString notice() const { return find<QLabel>(QStringLiteral("cookieNotice"))->text(); }
    /// The one that is not closed.
    [[nodiscard]] QLineEdit *editor() const
    {
        const QList<QLineEdit *> editors = table()->viewport()->findChildren<QLineEdit *>();
        const auto open = std::find_if(editors.begin(), editors.end(),
                                       [](const QLineEdit *line) { return !line->isHidden(); });
        return open == editors.end() ? nullptr : *open;
    }
    void edit(int row, int column) const
    {
        table()->setCurrentIndex(cell(row, column));
        table()->edit(cell(row, column));
    }
    void write(int row, int column, const QString &text) const
    {
        edit(row, column);
        editor()->selectAll();
        QTest::keyClicks(editor(), text);
    }
    [[nodiscard]] QByteArrayList names() const
    {
        QByteArrayList all;
        for (const Cookie &cookie : jar->cookies())
            all.append(cookie.name);
        std::sort(all.begin(), all.end());
        return all;
    }
    [[nodiscard]] QByteArray valueOf(const QByteArray &name) const
    {
        for (const Cookie &cookie : jar->cookies()) {
            if (cookie.name == name)
                return cookie.value;
        }
        return {};
    }

    Theme theme{Theme::Mode::Light};
    VirtualScheduler time;
    std::shared_ptr<CookieJar> jar;
    std::unique_ptr<CookiesDialog> dialog;
};

} // namespace fuseboard
