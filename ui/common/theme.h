// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/fonts.h"
#include "common/palette.h"

#include <QObject>

class QApplication;

namespace fuseboard {

/// The look of the program: the palette that is in force and its fonts. Widgets that paint themselves read it while
/// painting, so a change needs no work of theirs: applying it repaints everything.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Light, Dark, System };

    /// System is the desktop's own scheme as it was when the theme was made. Needs a QGuiApplication.
    explicit Theme(Mode mode = Mode::System, QObject *parent = nullptr);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] Scheme scheme() const { return m_palette.scheme(); }
    [[nodiscard]] const Palette &palette() const { return m_palette; }
    [[nodiscard]] QColor color(ColorRole role) const { return m_palette.color(role); }
    [[nodiscard]] QFont font(TextStyle style) const { return m_fonts.font(style); }

    /// Gives the application style, palette, font and style sheet, now and at every change.
    void applyTo(QApplication &application);
    void setMode(Mode mode);

Q_SIGNALS:
    /// The palette is another one and is in force.
    void changed();

private:
    void reapply();

    Mode m_mode;
    Scheme m_system;
    Palette m_palette;
    Fonts m_fonts;
    QApplication *m_application = nullptr;
};

} // namespace fuseboard
