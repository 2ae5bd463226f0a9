// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonpathrun.h"

#include "json/jsonvalues.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace fuseboard {

using namespace jsontext;

namespace {

constexpr qint64 bytesBetweenLooks = 32'768;
constexpr qint64 bytesOfStep = 8; // what a step costs that reads next to nothing
constexpr std::size_t deepestWalk = 1'000'000;

bool isNamed(QByteArrayView quoted, const QByteArray &name)
{
    if (!quoted.contains('\\'))
        return quoted.size() == name.size() + 2 && quoted.sliced(1, name.size()) == name;
    return unescaped(quoted) == name;
}

} // namespace

bool JsonPathRun::run(const JsonPath &path)
{
    qint64 at = afterSpace(m_text, m_text.startsWith("\xef\xbb\xbf") ? 3 : 0);
    while (at < m_text.size() && !m_stopped) {
        m_root = at;
        apply(path, 0, at, m_found);
        at = afterSpace(m_text, std::max(afterValue(m_text, at), at + 1));
        count(at - m_root);
    }
    return !m_stopped;
}

bool JsonPathRun::advance(JsonChildren &children)
{
    if (m_stopped)
        return false;
    const qint64 before = children.at();
    const bool isThere = children.next();
    count(children.at() - before);
    return isThere && !m_stopped;
}

void JsonPathRun::count(qint64 bytes)
{
    m_sinceLook += bytes + bytesOfStep;
    if (m_stopped || m_sinceLook < bytesBetweenLooks)
        return;
    m_read += std::exchange(m_sinceLook, 0);
    m_stopped = m_read > m_mostRead || m_isCancelled();
}

void JsonPathRun::apply(const JsonPath &path, qsizetype segment, qint64 node, const Found &found)
{
    if (segment == path.segments.size())
        m_stopped = m_stopped || !found(node);
    else if (path.segments[segment].descendants)
        descend(path, segment, node, found);
    else
        select(path, segment, node, found);
}

void JsonPathRun::descend(const JsonPath &path, qsizetype segment, qint64 node, const Found &found)
{
    select(path, segment, node, found);
    std::vector<JsonChildren> levels{JsonChildren(m_text, node)};
    while (!levels.empty() && !m_stopped) {
        if (!advance(levels.back())) {
            levels.pop_back();
            continue;
        }
        const qint64 child = levels.back().value();
        if (!isOpening(m_text[child]))
            continue;
        select(path, segment, child, found);
        if (levels.size() < deepestWalk)
            levels.emplace_back(m_text, child);
    }
}

void JsonPathRun::select(const JsonPath &path, qsizetype segment, qint64 node, const Found &found)
{
    using Kind = JsonPathSelector::Kind;
    if (!isOpening(m_text[node]))
        return;
    const Found next = [&](qint64 child) {
        apply(path, segment + 1, child, found);
        return !m_stopped;
    };
    for (const JsonPathSelector &selector : path.segments[segment].selectors) {
        if (selector.kind == Kind::Index) {
            selectIndex(selector, node, next);
            continue;
        }
        if (selector.kind == Kind::Slice) {
            selectSlice(selector, node, next);
            continue;
        }
        JsonChildren children(m_text, node);
        while (advance(children)) {
            const bool taken = selector.kind == Kind::Wildcard
                || (selector.kind == Kind::Name && children.isObject() && isNamed(children.name(), selector.name))
                || (selector.kind == Kind::Filter && holds(*selector.filter, children.value()));
            if (taken && !next(children.value()))
                return;
        }
    }
}

qint64 JsonPathRun::childCount(qint64 node)
{
    JsonChildren children(m_text, node);
    while (advance(children)) { }
    return children.index() + 1;
}

void JsonPathRun::selectIndex(const JsonPathSelector &selector, qint64 node, const Found &next)
{
    if (m_text[node] != '[')
        return;
    const qint64 wanted = *selector.first < 0 ? childCount(node) + *selector.first : *selector.first;
    JsonChildren children(m_text, node);
    while (wanted >= 0 && advance(children)) {
        if (children.index() == wanted) {
            next(children.value());
            return;
        }
    }
}

void JsonPathRun::selectSlice(const JsonPathSelector &selector, qint64 node, const Found &next)
{
    if (m_text[node] != '[' || selector.step == 0)
        return;
    const qint64 size = childCount(node);
    if (selector.step < 0) {
        selectBackwards(selector, node, size, next);
        return;
    }
    const auto place = [size](qint64 index) { return std::clamp(index < 0 ? size + index : index, qint64(0), size); };
    const qint64 first = place(selector.first.value_or(0));
    const qint64 last = place(selector.last.value_or(size));
    JsonChildren children(m_text, node);
    while (advance(children) && children.index() < last) {
        const qint64 steps = children.index() - first;
        if (steps >= 0 && steps % selector.step == 0 && !next(children.value()))
            return;
    }
}

void JsonPathRun::selectBackwards(const JsonPathSelector &selector, qint64 node, qint64 size, const Found &next)
{
    const auto place = [size](qint64 index) {
        return std::clamp(index < 0 ? size + index : index, qint64(-1), size - 1);
    };
    const qint64 first = selector.first ? place(*selector.first) : size - 1;
    const qint64 last = selector.last ? place(*selector.last) : -1;
    std::vector<qint64> begins;
    JsonChildren children(m_text, node);
    while (advance(children) && children.index() <= first) {
        if (children.index() > last && (first - children.index()) % -selector.step == 0)
            begins.push_back(children.value());
    }
    for (auto begin = begins.rbegin(); begin != begins.rend() && next(*begin);)
        ++begin;
}

bool JsonPathRun::exists(const JsonPath &path, qint64 node)
{
    bool isThere = false;
    const bool wasStopped = m_stopped;
    apply(path, 0, path.fromRoot ? m_root : node, [&isThere](qint64) {
        isThere = true;
        return false;
    });
    if (isThere)
        m_stopped = wasStopped; // the first one was enough
    return isThere;
}

QByteArrayView JsonPathRun::valueOf(const JsonPathOperand &operand, qint64 node)
{
    if (!operand.literal.isEmpty())
        return operand.literal;
    qint64 begin = -1;
    const bool wasStopped = m_stopped;
    apply(operand.query, 0, operand.query.fromRoot ? m_root : node, [&begin](qint64 at) {
        begin = at;
        return false;
    });
    if (begin < 0)
        return {};
    m_stopped = wasStopped;
    const QByteArrayView value = m_text.sliced(begin, afterValue(m_text, begin) - begin);
    count(value.size());
    return value;
}

bool JsonPathRun::holds(const JsonPathExpression &expression, qint64 node)
{
    using Kind = JsonPathExpression::Kind;
    switch (expression.kind) {
    case Kind::Or:
        return holds(*expression.left, node) || holds(*expression.right, node);
    case Kind::And:
        return holds(*expression.left, node) && holds(*expression.right, node);
    case Kind::Not:
        return !holds(*expression.left, node);
    case Kind::Exists:
        return exists(expression.first.query, node);
    case Kind::Equal:
    case Kind::NotEqual:
    case Kind::Less:
    case Kind::LessOrEqual:
    case Kind::Greater:
    case Kind::GreaterOrEqual:
        break;
    }
    const QByteArrayView first = valueOf(expression.first, node);
    const QByteArrayView second = valueOf(expression.second, node);
    count(first.size() + second.size());
    const bool isLess = expression.kind == Kind::Greater || expression.kind == Kind::GreaterOrEqual
        ? jsonLess(second, first)
        : expression.kind != Kind::Equal && expression.kind != Kind::NotEqual && jsonLess(first, second);
    if (expression.kind == Kind::Less || expression.kind == Kind::Greater)
        return isLess;
    const bool isEqual = isLess || jsonEqual(first, second);
    return expression.kind == Kind::NotEqual ? !isEqual : isEqual;
}

} // namespace fuseboard
