// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/documentloader.h"

#include "models/document/background.h"
#include "models/document/jsonvalidator.h"

#include <QStringDecoder>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qint64 atOnce = 128 * 1024; ///< bytes that are read before anything is shown
constexpr qint64 pieceBytes = 1'000'000; ///< between two looks at whether it is still wanted

SharedBytes converted(QByteArrayView text, const QByteArray &charset, const QPromise<SharedBytes> *promise)
{
    QStringDecoder decoder(charset.constData());
    QByteArray utf8;
    for (qint64 at = 0; at < text.size() && !(promise && promise->isCanceled()); at += pieceBytes) {
        const QString piece = decoder(text.sliced(at, std::min<qint64>(pieceBytes, text.size() - at)));
        utf8 += piece.toUtf8();
    }
    return std::make_shared<const DocumentBytes>(utf8);
}

} // namespace

DocumentLoader::DocumentLoader(QObject *parent, qint64 mostConverted)
    : QObject(parent)
    , m_mostConverted(mostConverted)
{
    connect(&m_converting, &QFutureWatcherBase::finished, this, [this] {
        if (!m_converting.isCanceled())
            show(m_converting.result());
    });
    connect(&m_indexing, &QFutureWatcherBase::progressValueChanged, this, &DocumentLoader::grown);
    connect(&m_indexing, &QFutureWatcherBase::finished, this, [this] {
        if (m_indexing.isCanceled())
            return;
        m_jsonFault = m_indexing.result().jsonFault;
        m_finished = true;
        Q_EMIT finished();
    });
}

DocumentLoader::~DocumentLoader()
{
    cancel();
}

void DocumentLoader::cancel()
{
    m_converting.cancel();
    m_indexing.cancel();
    m_converting.setFuture({});
    m_indexing.setFuture({});
}

void DocumentLoader::load(const SharedBytes &bytes, const QByteArray &contentType, BodyStyle style)
{
    cancel();
    m_contentType = contentType;
    m_style = style;
    const QByteArray charset = style == BodyStyle::Hex ? QByteArray() : foreignCharset(bytes->view(), contentType);
    m_tooLarge = !charset.isEmpty() && bytes->size() > m_mostConverted;
    if (charset.isEmpty() || m_tooLarge)
        show(bytes);
    else
        convert(bytes, charset);
}

void DocumentLoader::convert(const SharedBytes &bytes, const QByteArray &charset)
{
    if (bytes->size() <= atOnce) {
        show(converted(bytes->view(), charset, nullptr));
        return;
    }
    m_document.reset();
    m_finished = false;
    Q_EMIT documentChanged();
    m_converting.setFuture(runInBackground<SharedBytes>([bytes, charset](QPromise<SharedBytes> &promise) {
        promise.addResult(converted(bytes->view(), charset, &promise));
    }));
}

void DocumentLoader::show(const SharedBytes &bytes)
{
    BodyForm form = m_tooLarge ? BodyForm::Hex : formOf(bytes->view(), m_contentType, m_style);
    m_jsonFault.reset();
    m_shownRaw = false;
    m_finished = false;
    if (isJsonForm(form)) {
        JsonValidator validator(form == BodyForm::JsonLines);
        validator.advance(bytes->view(), std::min<qint64>(bytes->size(), atOnce));
        m_jsonFault = validator.fault();
        m_shownRaw = m_jsonFault.has_value();
        form = m_shownRaw ? BodyForm::Text : form;
    }
    m_document = std::make_shared<BodyDocument>(bytes, form);
    m_document->index().extend(atOnce);
    m_finished = m_document->index().isComplete();
    Q_EMIT documentChanged();
    if (m_finished)
        Q_EMIT finished();
    else
        index();
}

void DocumentLoader::index()
{
    m_indexing.setFuture(
        runInBackground<Indexed>([document = m_document, fault = m_jsonFault](QPromise<Indexed> &promise) {
            const qint64 size = document->bytes()->size();
            const bool isJson = isJsonForm(document->form());
            JsonValidator validator(document->form() == BodyForm::JsonLines);
            promise.setProgressRange(0, 1'000);
            for (qint64 at = 0; at < size && !promise.isCanceled(); at += pieceBytes) {
                const qint64 until = std::min(size, at + pieceBytes);
                document->index().extend(until);
                if (isJson)
                    validator.advance(document->view(), until);
                promise.setProgressValue(int(until * 1'000 / size));
            }
            document->index().extend(size);
            promise.addResult(Indexed{isJson ? validator.fault() : fault});
        }));
}

int DocumentLoader::percent() const
{
    const qint64 size = m_document ? m_document->bytes()->size() : 0;
    return size == 0 ? 0 : int(m_document->index().knownBytes() * 100 / size);
}

} // namespace fuseboard
