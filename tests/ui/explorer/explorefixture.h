// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "common/theme.h"
#include "explorer/explorepage.h"
#include "support/faketransport.h"

#include <memory>

class QLineEdit;
class QPushButton;

namespace fuseboard {

class DocumentView;

/// A visible Explore page with one client on a fake network and one open request.
struct ExploreFixture
{
    explicit ExploreFixture(const Theme &theme, const RequestDraft &first = draft());

    static ClientConfig config();
    static RequestDraft draft();
    /// An environment "Staging" with these variables, open.
    static EnvironmentState environment(const QList<Variable> &variables);

    /// Key by key, a line break by Return.
    static void type(QWidget *widget, const QString &text);

    /// Sends the present request and lets all of it happen.
    void sendAndWait();
    /// Null where no visible button has that text.
    [[nodiscard]] QPushButton *button(const QString &text) const;
    [[nodiscard]] DocumentView *bodyText() const;
    [[nodiscard]] QLineEdit *url() const;
    /// What visible labels and pills say.
    [[nodiscard]] QString visibleText() const;
    [[nodiscard]] QStringList timelineLabels() const;

    template<class Widget>
    [[nodiscard]] Widget *named(const QString &name) const
    {
        const QList<Widget *> all = page.findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    VirtualScheduler scheduler;
    SeededRandom random{1};
    FakeTransport transport{scheduler};
    MemorySecretStore secrets;
    ApiClient client;
    ExplorePage page;
};

} // namespace fuseboard
