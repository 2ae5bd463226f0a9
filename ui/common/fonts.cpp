// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/fonts.h"

#include <QFontDatabase>

namespace fuseboard {

namespace {

QFont firstInstalled(std::initializer_list<const char *> families, QFontDatabase::SystemFont otherwise)
{
    for (const char *family : families) {
        const QString name = QString::fromLatin1(family);
        if (QFontDatabase::hasFamily(name))
            return QFont(name);
    }
    return QFontDatabase::systemFont(otherwise);
}

struct TextStep
{
    int pixels;
    QFont::Weight weight;
    bool mono;
};

TextStep stepOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Caption:
        return {11, QFont::Normal, false};
    case TextStyle::Small:
        return {12, QFont::Normal, false};
    case TextStyle::Body:
        return {13, QFont::Normal, false};
    case TextStyle::Strong:
        return {13, QFont::DemiBold, false};
    case TextStyle::Title:
        return {15, QFont::DemiBold, false};
    case TextStyle::Figure:
        return {20, QFont::DemiBold, false};
    case TextStyle::MonoSmall:
        return {11, QFont::Normal, true};
    case TextStyle::Mono:
        return {12, QFont::Normal, true};
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace

Fonts::Fonts()
    : m_sans(firstInstalled({"Inter", "Segoe UI Variable Text", "SF Pro Text"}, QFontDatabase::GeneralFont))
    , m_mono(firstInstalled({"JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "DejaVu Sans Mono"},
                            QFontDatabase::FixedFont))
{
    m_mono.setStyleHint(QFont::Monospace);
    m_mono.setFixedPitch(true);
    for (QFont *font : {&m_sans, &m_mono})
        font->setHintingPreference(QFont::PreferVerticalHinting);
}

QFont Fonts::font(TextStyle style) const
{
    const TextStep step = stepOf(style);
    QFont result = step.mono ? m_mono : m_sans;
    result.setPixelSize(step.pixels);
    result.setWeight(step.weight);
    return result;
}

} // namespace fuseboard
