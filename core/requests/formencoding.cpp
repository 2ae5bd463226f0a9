// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/formencoding.h"

namespace fuseboard {

namespace {

/// Qt makes "?" of half a surrogate pair, and the standard says U+FFFD.
QString withWholePairs(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

QByteArray formPiece(const QString &text)
{
    // Of the characters that Qt leaves, "~" is not one of the form's; of those it encodes, "*" is.
    QByteArray encoded = withWholePairs(text).toUtf8().toPercentEncoding("* ", "~");
    return encoded.replace(' ', '+');
}

} // namespace

QByteArray urlEncodedForm(const QList<QPair<QString, QString>> &fields)
{
    QByteArray encoded;
    for (const auto &[name, value] : fields) {
        if (!encoded.isEmpty())
            encoded += '&';
        encoded += formPiece(name) + '=' + formPiece(value);
    }
    return encoded;
}

} // namespace fuseboard
