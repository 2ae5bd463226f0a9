// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "cookies/cookie.h"
#include "http/headers.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>

namespace fuseboard {

/// The cookies of one client in one environment. They are secrets and live in memory only: nothing here writes a file.
///
/// At most 50 for a domain and 3 000 in all; beyond that those go that have expired, and then those that were set
/// longest ago. Which cookie is for which URL is Qt's knowledge; the time is the Scheduler's, and not the computer's.
class CookieJar final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostOfDomain = 50;
    static constexpr qsizetype mostInAll = 3'000;
    static constexpr qsizetype mostOfAnswer = 50;

    /// The scheduler must outlive it.
    explicit CookieJar(const Scheduler &scheduler, QObject *parent = nullptr);
    ~CookieJar() override;

    /// What goes with a request to that URL, longer paths first.
    [[nodiscard]] QList<Cookie> cookiesFor(const QUrl &url) const;
    /// What an answer from that URL sets and may set, by its last 50 Set-Cookie fields. Those that have expired are
    /// there to delete what is kept.
    [[nodiscard]] QList<Cookie> setBy(const Headers &answer, const QUrl &url) const;

    /// All that have not expired, those that were set longest ago first.
    [[nodiscard]] QList<Cookie> cookies() const;
    /// Each takes the place of the one that is the same; one that has expired only removes that. What has a flaw
    /// (flawOf) is left out.
    void store(const QList<Cookie> &cookies) { replace({}, cookies); }
    void remove(const QList<Cookie> &cookies) { replace(cookies, {}); }
    /// Both in one: those go, and then these are stored.
    void replace(const QList<Cookie> &gone, const QList<Cookie> &stored);
    void clear();

Q_SIGNALS:
    /// Once after each of these that changed something. Listeners may do anything. That one expires tells nobody.
    void changed();

private:
    class Kept;

    const Scheduler &m_scheduler;
    std::unique_ptr<Kept> m_kept;
};

} // namespace fuseboard
