// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/jsonnode.h"

#include "json/jsontext.h"

#include <algorithm>
#include <vector>

namespace fuseboard {

using namespace jsontext;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t deepestPath = 1'000'000;
constexpr qint64 stepsAtOnce = 50'000; ///< between two looks at whether it is still wanted

/// An open container on the way.
struct JsonLevel
{
    qint64 begin = 0;
    qint64 index = 0;
    qint64 nameBegin = -1;
    qint64 nameEnd = -1;
    bool isObject = false;
    bool expectsName = false;
};

bool isPlainName(const QByteArray &name)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto isPart = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); };
    return !name.isEmpty() && isLetter(name[0]) && std::all_of(name.begin(), name.end(), isPart);
}

QString pathStep(QByteArrayView text, const JsonLevel &level)
{
    if (!level.isObject)
        return u'[' + QString::number(level.index) + u']';
    const QByteArray name = unescaped(text.sliced(level.nameBegin, level.nameEnd - level.nameBegin));
    if (isPlainName(name))
        return u'.' + QString::fromLatin1(name);
    QString quoted = QString::fromUtf8(name);
    quoted.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s).replace(u'\n', u"\\n"_s);
    return u"['"_s + quoted + u"']"_s;
}

/// Walks the text once with the open containers on a stack.
class JsonWay
{
public:
    explicit JsonWay(QByteArrayView text)
        : m_text(text)
    {
    }

    Result<void> to(qint64 offset, const std::function<bool()> &isStopped = {})
    {
        qint64 at = afterSpace(m_text, m_text.startsWith("\xef\xbb\xbf") ? 3 : 0);
        m_begin = at;
        for (qint64 steps = 1; at < m_text.size() && at <= offset; ++steps) {
            at = afterSpace(m_text, step(at, offset));
            if (m_levels.size() > deepestPath)
                return Error(ErrorKind::ConfigInvalid, ErrorDetail::TooDeep);
            if (isStopped && steps % stepsAtOnce == 0 && isStopped())
                return Error(ErrorKind::Cancelled);
        }
        return {};
    }

    /// Where the way has led.
    [[nodiscard]] JsonNode node() const
    {
        const qint64 begin = m_isName ? afterColon(m_begin) : m_begin;
        return {path(), begin, afterValue(m_text, begin)};
    }

    [[nodiscard]] QString path() const
    {
        QString path = u"$"_s;
        const std::size_t levels = m_opened ? m_levels.size() - 1 : m_levels.size();
        for (std::size_t i = 0; i < levels; ++i) {
            if (!m_levels[i].isObject || m_levels[i].nameBegin >= 0)
                path += pathStep(m_text, m_levels[i]);
        }
        return path;
    }

private:
    /// After the token at.
    qint64 step(qint64 at, qint64 offset)
    {
        const char c = m_text[at];
        if (isOpening(c)) {
            m_levels.push_back({at, 0, -1, -1, c == '{', c == '{'});
            found(at, false, true);
            return at + 1;
        }
        if (isClosing(c)) {
            found(m_levels.empty() ? at : m_levels.back().begin, false, false);
            if (!m_levels.empty())
                m_levels.pop_back();
            return at + 1;
        }
        if (c == ',') {
            // Whoever points at it means what stands before.
            if (!m_levels.empty() && afterSpace(m_text, at + 1) <= offset) {
                ++m_levels.back().index;
                m_levels.back().expectsName = m_levels.back().isObject;
            }
            return at + 1;
        }
        return c == ':' ? at + 1 : scalar(at);
    }

    qint64 scalar(qint64 at)
    {
        const qint64 end = std::max(afterValue(m_text, at), at + 1);
        const bool isName = !m_levels.empty() && m_levels.back().expectsName && m_text[at] == '"';
        if (isName) {
            m_levels.back().nameBegin = at;
            m_levels.back().nameEnd = end;
            m_levels.back().expectsName = false;
        }
        found(at, isName, false);
        return end;
    }

    void found(qint64 at, bool isName, bool opened)
    {
        m_begin = at;
        m_isName = isName;
        m_opened = opened;
    }

    [[nodiscard]] qint64 afterColon(qint64 name) const
    {
        const qint64 colon = afterSpace(m_text, afterValue(m_text, name));
        return afterSpace(m_text, std::min<qint64>(colon + 1, m_text.size()));
    }

    QByteArrayView m_text;
    std::vector<JsonLevel> m_levels;
    qint64 m_begin = 0;
    bool m_isName = false;
    bool m_opened = false;
};

} // namespace

Result<JsonNode> jsonNodeAt(QByteArrayView text, qint64 offset)
{
    JsonWay way(text);
    if (const auto led = way.to(offset); !led)
        return led.error();
    return way.node();
}

Result<QString> jsonPathAt(QByteArrayView text, qint64 offset, const std::function<bool()> &isStopped)
{
    JsonWay way(text);
    if (const auto led = way.to(offset, isStopped); !led)
        return led.error();
    return way.path();
}

} // namespace fuseboard
