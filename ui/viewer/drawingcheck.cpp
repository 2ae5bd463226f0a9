// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/drawingcheck.h"

#include <QBuffer>
#include <QImageReader>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Of a style, in an attribute or an element of its own.
bool stylesElsewhere(QStringView text)
{
    static const QRegularExpression reference(uR"(@import|url\(\s*["']?(?!#|data:))"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    return reference.match(text).hasMatch();
}

class DrawingCheck
{
public:
    explicit DrawingCheck(qint64 mostPixels)
        : m_pixels(mostPixels)
    {
    }

    DrawingFault token(const QXmlStreamReader &xml)
    {
        switch (xml.tokenType()) {
        case QXmlStreamReader::StartElement:
            return attributes(xml.attributes());
        case QXmlStreamReader::Characters:
            return stylesElsewhere(xml.text()) ? DrawingFault::Elsewhere : DrawingFault::None;
        case QXmlStreamReader::DTD:
            return xml.text().contains("<!ENTITY"_L1, Qt::CaseInsensitive) ? DrawingFault::Elsewhere
                                                                           : DrawingFault::None;
        case QXmlStreamReader::ProcessingInstruction: // a style sheet: Qt opens what it names
            return xml.processingInstructionData().contains("href"_L1) ? DrawingFault::Elsewhere : DrawingFault::None;
        default:
            return DrawingFault::None;
        }
    }

private:
    DrawingFault attributes(const QXmlStreamAttributes &all)
    {
        for (const QXmlStreamAttribute &one : all) {
            const bool isReference = one.qualifiedName().endsWith("href"_L1, Qt::CaseInsensitive);
            const DrawingFault fault = isReference ? reference(one.value().trimmed())
                : stylesElsewhere(one.value())     ? DrawingFault::Elsewhere
                                                   : DrawingFault::None;
            if (fault != DrawingFault::None)
                return fault;
        }
        return DrawingFault::None;
    }

    DrawingFault reference(QStringView target)
    {
        static const QRegularExpression part(uR"(^(#[^/\\]*)?$)"_s);
        static const QRegularExpression embedded(uR"(^data:image/[\w+.-]+;base64,([\w+/=\s]*)$)"_s);
        if (part.match(target).hasMatch())
            return DrawingFault::None;
        const QRegularExpressionMatch match = embedded.match(target);
        return match.hasMatch() ? picture(QByteArray::fromBase64(match.capturedView(1).toLatin1()))
                                : DrawingFault::Elsewhere;
    }

    /// A drawing in a drawing could name files again, and what is no picture Qt takes for the name of a file.
    DrawingFault picture(QByteArray bytes)
    {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        QImageReader reader(&buffer);
        const QByteArray format = reader.format();
        if (format.isEmpty() || format.startsWith("svg"))
            return DrawingFault::Elsewhere;
        const QSize size = reader.size();
        m_pixels -= qint64(size.width()) * size.height();
        return size.isValid() && m_pixels >= 0 ? DrawingFault::None : DrawingFault::TooLarge;
    }

    qint64 m_pixels; ///< that are left for the pictures within
};

} // namespace

DrawingFault drawingFault(const QByteArray &svg, qint64 mostPixels)
{
    DrawingCheck check(mostPixels);
    QXmlStreamReader xml(svg);
    xml.setNamespaceProcessing(false);
    while (!xml.atEnd()) {
        xml.readNext();
        if (const DrawingFault fault = check.token(xml); fault != DrawingFault::None)
            return fault;
    }
    return DrawingFault::None;
}

} // namespace fuseboard
