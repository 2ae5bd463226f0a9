// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiejar.h"

#include <QUndoCommand>

#include <memory>

namespace fuseboard {

/// A change of a jar by its user, which can be taken back. What answers have set meanwhile stays, but for these.
class CookieStep final : public QUndoCommand
{
public:
    CookieStep(std::shared_ptr<CookieJar> jar, QList<Cookie> before, QList<Cookie> after)
        : m_jar(std::move(jar))
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    void redo() override { m_jar->replace(m_before, m_after); }
    void undo() override { m_jar->replace(m_after, m_before); }

private:
    const std::shared_ptr<CookieJar> m_jar;
    const QList<Cookie> m_before;
    const QList<Cookie> m_after;
};

} // namespace fuseboard
