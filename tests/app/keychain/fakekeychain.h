// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keychain/keychain.h"

#include <QMap>
#include <QStringList>

#include <algorithm>
#include <deque>

namespace fuseboard {

/// A keychain that answers when it is told to: answer() gives one answer, answerAll() all that come.
class FakeKeychain final : public Keychain
{
public:
    [[nodiscard]] bool canBeAsked() const override { return asksItself; }
    void probe(Callback done) override
    {
        later(QStringLiteral("probe"), std::move(done), [this] { return Answer{state(), {}}; });
    }
    void find(const QString &key, Callback done) override
    {
        later(QStringLiteral("find ") + key, std::move(done), [this, key] { return Answer{found(key), {}}; });
    }
    void unlock(const QString &key, Callback done) override
    {
        later(QStringLiteral("unlock ") + key, std::move(done), [this] {
            locked = locked && (dismisses || isMadeByWriting);
            return Answer{dismisses && !isMadeByWriting ? Outcome::Dismissed : Outcome::Done, {}};
        });
    }
    void read(const QString &key, Callback done) override
    {
        later(QStringLiteral("read ") + key, std::move(done), [this, key] {
            return Answer{failure.value_or(values.contains(key) ? Outcome::Done : Outcome::Missing), values.value(key)};
        });
    }
    void write(const QString &key, const QString &value, Callback done) override
    {
        later(QStringLiteral("write ") + key, std::move(done), [this, key, value] {
            if (!failure) {
                values.insert(key, value);
                locked = locked && !isMadeByWriting;
            }
            return Answer{failure.value_or(Outcome::Done), {}};
        });
    }
    void remove(const QString &key, Callback done) override
    {
        later(QStringLiteral("remove ") + key, std::move(done), [this, key] {
            if (!pretends)
                values.remove(key);
            return Answer{failure.value_or(Outcome::Done), {}};
        });
    }

    bool answer() { return !m_open.empty() && answer(QString(m_open.front().what)); }
    /// That one out of turn: the others hang.
    bool answer(const QString &what)
    {
        const auto found = std::find_if(m_open.begin(), m_open.end(),
                                        [&what](const Open &open) { return open.what == what; });
        if (found == m_open.end())
            return false;
        const auto each = std::move(found->answer);
        m_open.erase(found);
        each();
        return true;
    }
    void answerAll()
    {
        while (answer()) { }
    }
    void tellChange() { Q_EMIT changed(); }

    QMap<QString, QString> values;
    QStringList log;
    std::optional<Outcome> failure; ///< of jobs
    bool present = true;
    bool locked = false;
    bool denies = false;
    bool dismisses = false;
    bool pretends = false; ///< to have removed
    bool isMadeByWriting = false; ///< there is nothing to unlock yet; its user is asked within write()
    bool asksItself = true;

private:
    [[nodiscard]] Outcome state() const
    {
        if (!present)
            return Outcome::Absent;
        if (denies)
            return Outcome::Denied;
        if (locked && isMadeByWriting)
            return Outcome::NotMade;
        return locked ? Outcome::Locked : Outcome::Done;
    }
    [[nodiscard]] Outcome found(const QString &key) const
    {
        return present && !values.contains(key) ? Outcome::Missing : state();
    }
    void later(const QString &what, Callback done, std::function<Answer()> make)
    {
        log.append(what);
        m_open.push_back({what, [done = std::move(done), make = std::move(make)] { done(make()); }});
    }

    struct Open
    {
        QString what;
        std::function<void()> answer;
    };

    std::deque<Open> m_open;
};

} // namespace fuseboard
