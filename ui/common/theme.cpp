// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"

#include "common/stylesheet.h"

#include <QApplication>
#include <QStyleFactory>

namespace fuseboard {

namespace {

Scheme desktopScheme()
{
    const QPalette palette = QGuiApplication::palette();
    const bool dark = palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
    return dark ? Scheme::Dark : Scheme::Light;
}

Scheme schemeOf(Theme::Mode mode, Scheme system)
{
    switch (mode) {
    case Theme::Mode::Light:
        return Scheme::Light;
    case Theme::Mode::Dark:
        return Scheme::Dark;
    case Theme::Mode::System:
        return system;
    }
    Q_UNREACHABLE();
    return system;
}

} // namespace

Theme::Theme(Mode mode, QObject *parent)
    : QObject(parent)
    , m_mode(mode)
    , m_system(desktopScheme())
    , m_palette(schemeOf(mode, m_system))
{
}

void Theme::applyTo(QApplication &application)
{
    m_application = &application;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(font(TextStyle::Body));
    reapply();
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    const Scheme scheme = schemeOf(mode, m_system);
    if (scheme == m_palette.scheme())
        return;
    m_palette = Palette(scheme);
    if (m_application)
        reapply();
    Q_EMIT changed();
}

void Theme::reapply()
{
    QApplication::setPalette(m_palette.toQPalette());
    m_application->setStyleSheet(styleSheetFor(m_palette));
}

} // namespace fuseboard
