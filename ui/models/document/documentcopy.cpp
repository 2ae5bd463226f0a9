// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/documentcopy.h"

#include "models/document/background.h"
#include "models/document/jsonnode.h"
#include "models/words.h"

namespace fuseboard {

namespace {

CopiedText tooDeepToCopy()
{
    return {{}, false, wording::Words::tr("This place nests too deeply to tell the way to it.")};
}

/// How many spaces of a rest are the layout's, which text() leaves out.
qsizetype strippedFrom(const BodyDocument &document, qint64 line)
{
    const auto spans = document.index().spans(line, 1);
    if (spans.empty() || !spans.front().isRest())
        return 0;
    return document.line(line).text.size()
        - document.text(line, line, DocumentCopy::mostCharacters, [] { return false; }).size();
}

CopiedText selectedText(const BodyDocument &document, TextPlace from, TextPlace to, qsizetype most,
                        const QPromise<CopiedText> &promise)
{
    CopiedText copied;
    copied.text = document.text(from.line, to.line, most + 1, [&promise] { return promise.isCanceled(); });
    copied.cut = copied.text.size() > most;
    if (copied.cut)
        copied.text.truncate(most);
    else
        copied.text.chop(std::max<qsizetype>(0, document.line(to.line).text.size() - to.column));
    copied.text.remove(0, std::max<qsizetype>(0, from.column - strippedFrom(document, from.line)));
    return copied;
}

} // namespace

DocumentCopy::DocumentCopy(QObject *parent)
    : DocumentCopy(mostCharacters, parent)
{
}

DocumentCopy::DocumentCopy(qsizetype most, QObject *parent)
    : QObject(parent)
    , m_most(most)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!m_watcher.isCanceled())
            Q_EMIT finished(m_watcher.result());
    });
}

DocumentCopy::~DocumentCopy()
{
    m_watcher.cancel();
}

template<class Work>
void DocumentCopy::start(Work work)
{
    m_watcher.cancel();
    m_watcher.setFuture(runInBackground<CopiedText>(
        [work = std::move(work)](QPromise<CopiedText> &promise) { promise.addResult(work(promise)); }));
}

void DocumentCopy::copyText(const std::shared_ptr<const BodyDocument> &document, TextPlace from, TextPlace to)
{
    start([=, most = m_most](const QPromise<CopiedText> &promise) {
        return selectedText(*document, from, to, most, promise);
    });
}

void DocumentCopy::copyPath(const std::shared_ptr<const BodyDocument> &document, qint64 offset)
{
    start([=](const QPromise<CopiedText> &promise) {
        const auto path = jsonPathAt(document->view(), offset, [&promise] { return promise.isCanceled(); });
        return path ? CopiedText{*path, false, {}} : tooDeepToCopy();
    });
}

void DocumentCopy::copyValue(const std::shared_ptr<const BodyDocument> &document, qint64 offset)
{
    start([=, most = m_most](const QPromise<CopiedText> &) {
        const auto node = jsonNodeAt(document->view(), offset);
        if (!node)
            return tooDeepToCopy();
        const QByteArrayView value = document->view().sliced(node->begin, node->end - node->begin);
        const bool cut = value.size() > most;
        return CopiedText{QString::fromUtf8(cut ? value.first(most) : value), cut, {}};
    });
}

} // namespace fuseboard
