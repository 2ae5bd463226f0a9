// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "cookies/cookie.h"
#include "http/headers.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <optional>

namespace fuseboard {

class KeptCookies;

/// The cookies of one client in one environment. They are secrets and live in memory only: nothing here writes a file.
///
/// At most 50 for a domain and 3 000 in all; beyond that those go that have expired, and then those that were neither
/// set nor sent for longest. Which host a cookie is for is Qt's knowledge; the time is the Scheduler's, and not the
/// computer's.
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

    /// What goes with a request to that URL, longer paths first, and then those that were first set longest ago. One
    /// that an answer over https has set goes over https only, Secure or not. (ADV-B3)
    [[nodiscard]] QList<Cookie> cookiesFor(const QUrl &url) const;
    /// What an answer from that URL sets and may set, by its last 50 Set-Cookie fields: without https nothing
    /// that would stand before a Secure one. Those that have expired are there to delete what is kept.
    [[nodiscard]] QList<Cookie> setBy(const Headers &answer, const QUrl &url) const;

    /// All that have not expired, those that were first set longest ago first.
    [[nodiscard]] QList<Cookie> cookies() const;
    /// Of all of them what must be hidden (secretsOf). Costs nothing while none changes.
    [[nodiscard]] const QStringList &secrets() const;
    /// When the next of them expires, which changed() does not tell; empty where none will.
    [[nodiscard]] std::optional<WallTime> nextEnd() const;

    /// Each takes the place of the one that is the same, and is as old; one that has expired only removes that. What
    /// has a flaw (flawOf) is left out.
    void store(const QList<Cookie> &cookies) { replace({}, cookies); }
    void remove(const QList<Cookie> &cookies) { replace(cookies, {}); }
    /// Both in one: those go, and then these are stored. Returns what had to make room for them and has not expired.
    QList<Cookie> replace(const QList<Cookie> &gone, const QList<Cookie> &stored);
    void clear();

Q_SIGNALS:
    /// Once after each of these that changed something. Listeners may do anything. That one expires tells nobody.
    void changed();

private:
    void tellChange();

    const Scheduler &m_scheduler;
    std::unique_ptr<KeptCookies> m_kept;
    mutable std::optional<QStringList> m_secrets;
};

} // namespace fuseboard
