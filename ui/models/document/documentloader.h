// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/bodydocument.h"

#include <QFutureWatcher>
#include <QObject>

#include <optional>

namespace fuseboard {

/// Makes the document of a body: the first screenful at once, the rest in a worker. One at a time; what is loaded next
/// takes the place of what was.
class DocumentLoader final : public QObject
{
    Q_OBJECT

public:
    /// mostConverted: bytes of a body in another character set than UTF-8. What is converted lies in memory, also where
    /// the body itself does not; a larger one is shown in hex.
    explicit DocumentLoader(QObject *parent = nullptr, qint64 mostConverted = 256 << 20);
    ~DocumentLoader() override;

    /// contentType is the header's value. Emits documentChanged(), at once where the text is UTF-8, and finished() when
    /// all lines are known.
    void load(const SharedBytes &bytes, const QByteArray &contentType, BodyStyle style);

    /// Null before the first load() and while a character set is converted.
    [[nodiscard]] const std::shared_ptr<BodyDocument> &document() const { return m_document; }
    [[nodiscard]] bool isFinished() const { return m_finished; }
    [[nodiscard]] BodyStyle style() const { return m_style; }
    /// From 0 to 100.
    [[nodiscard]] int percent() const;
    /// Where the JSON has its first fault, in bytes; empty while none is known.
    [[nodiscard]] std::optional<qint64> jsonFault() const { return m_jsonFault; }
    /// The body says that it is JSON and is not, so that it is shown as it came.
    [[nodiscard]] bool isShownRaw() const { return m_shownRaw; }
    /// It is text in another character set, and too large to be converted.
    [[nodiscard]] bool isTooLargeToConvert() const { return m_tooLarge; }

Q_SIGNALS:
    void documentChanged();
    /// More lines are known.
    void grown();
    void finished();

private:
    struct Indexed
    {
        std::optional<qint64> jsonFault;
    };

    void convert(const SharedBytes &bytes, const QByteArray &charset);
    void show(const SharedBytes &bytes);
    void index();
    void cancel();

    const qint64 m_mostConverted;
    QByteArray m_contentType;
    BodyStyle m_style = BodyStyle::Pretty;
    std::shared_ptr<BodyDocument> m_document;
    QFutureWatcher<SharedBytes> m_converting;
    QFutureWatcher<Indexed> m_indexing;
    std::optional<qint64> m_jsonFault;
    bool m_shownRaw = false;
    bool m_tooLarge = false;
    bool m_finished = false;
};

} // namespace fuseboard
