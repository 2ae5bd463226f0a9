// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiejar.h"

#include <QUndoCommand>

#include <memory>

namespace fuseboard {

/// A change of a jar by its user, which can be taken back, with those that had to make room for it. What answers have
/// set meanwhile stays, but for these.
class CookieStep final : public QUndoCommand
{
public:
    CookieStep(std::shared_ptr<CookieJar> jar, QList<Cookie> before, QList<Cookie> after)
        : m_jar(std::move(jar))
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    void redo() override { m_dropped = m_jar->replace(m_before, m_after); }
    void undo() override { m_jar->replace(m_after, m_before + m_dropped); }

    /// Those that the jar had no room for any more.
    [[nodiscard]] const QList<Cookie> &dropped() const { return m_dropped; }

private:
    const std::shared_ptr<CookieJar> m_jar;
    const QList<Cookie> m_before;
    const QList<Cookie> m_after;
    QList<Cookie> m_dropped;
};

} // namespace fuseboard
