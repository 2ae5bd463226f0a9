// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/bodydocument.h"

#include <QFutureWatcher>
#include <QObject>

namespace fuseboard {

/// A place in what is shown: before the character at column, in UTF-16 units.
struct TextPlace
{
    qint64 line = 0;
    int column = 0;

    friend auto operator<=>(const TextPlace &, const TextPlace &) = default; // NOLINT(modernize-use-nullptr): sees none
};

/// Text for the clipboard.
struct CopiedText
{
    QString text;
    bool cut = false; ///< there would be more than is copied at most
    QString problem; ///< a sentence; then there is no text
};

/// Makes the text that is to be copied away from the GUI thread: a selection, a node of JSON, or the way to one. One at
/// a time; the next takes the place of the one before.
class DocumentCopy final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostCharacters = 16'000'000;

    explicit DocumentCopy(QObject *parent = nullptr);
    /// most characters and no more, instead of mostCharacters.
    explicit DocumentCopy(qsizetype most, QObject *parent = nullptr);
    ~DocumentCopy() override;

    /// What is shown from one place to another, folded or not.
    void copyText(const std::shared_ptr<const BodyDocument> &document, TextPlace from, TextPlace to);
    /// The JSONPath of the node at an offset of the document.
    void copyPath(const std::shared_ptr<const BodyDocument> &document, qint64 offset);
    /// Its value as it stands in the document.
    void copyValue(const std::shared_ptr<const BodyDocument> &document, qint64 offset);

Q_SIGNALS:
    void finished(const fuseboard::CopiedText &copied);

private:
    template<class Work>
    void start(Work work);

    const qsizetype m_most;
    QFutureWatcher<CopiedText> m_watcher;
};

} // namespace fuseboard
