// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/pipelinestep.h"

#include "common/focus.h"
#include "common/grid.h"
#include "common/theme.h"

#include <QPainter>
#include <QRegularExpression>

namespace fuseboard {

namespace {
constexpr int stepPadding = 9;
constexpr int titleHeight = 18;
} // namespace

PipelineStep::PipelineStep(const Theme &theme, PipelineStage stage, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_stage(stage)
{
    setText(wording::word(stage));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PipelineStep::setFigures(const QString &figures, bool isOff)
{
    // A unit stays with its number.
    static const QRegularExpression beforeUnit(QStringLiteral("(?<=\\d) (?=\\p{L})"));
    m_figures = QString(figures).replace(beforeUnit, QString(QChar::Nbsp));
    m_isOff = isOff;
    m_isFaulty = false;
    setAccessibleName(tr("%1: %2").arg(text(), figures));
    setToolTip(accessibleName());
    update();
}

void PipelineStep::markFaulty()
{
    setFigures(tr("to correct"), false);
    m_isFaulty = true;
}

QSize PipelineStep::sizeHint() const
{
    return {112, 36 + m_lines * QFontMetrics(m_theme.font(TextStyle::Caption)).lineSpacing()};
}

void PipelineStep::setLines(int lines)
{
    if (m_lines == lines)
        return;
    m_lines = lines;
    updateGeometry();
}

QFont PipelineStep::titleFont() const
{
    QFont bold = m_theme.font(TextStyle::Small);
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QRectF PipelineStep::room() const
{
    return QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5).adjusted(stepPadding, stepPadding - 1, -stepPadding + 2, -4);
}

bool PipelineStep::isReadWhole() const
{
    const QRectF below = room().adjusted(0, titleHeight, 0, 0);
    const QRectF needed = QFontMetricsF(m_theme.font(TextStyle::Caption))
                              .boundingRect(below, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_figures);
    return QFontMetricsF(titleFont()).horizontalAdvance(text()) <= room().width() && needed.width() <= below.width()
        && needed.height() <= below.height() + 1;
}

void PipelineStep::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const ColorRole edge = isChecked() ? ColorRole::Accent : underMouse() ? ColorRole::BorderStrong : ColorRole::Border;
    QPen pen(m_theme.color(edge), 1);
    if (m_isOff)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(m_theme.color(isChecked() ? ColorRole::AccentSoft : ColorRole::Card));
    painter.drawRoundedRect(box, grid::radius, grid::radius);
    if (showsFocus(this)) {
        painter.setPen(QPen(m_theme.color(ColorRole::FocusRing), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), grid::radius - 1, grid::radius - 1);
    }
    painter.setFont(titleFont());
    painter.setPen(m_theme.color(m_isOff ? ColorRole::Muted : ColorRole::Text));
    const QRectF inside = room();
    painter.drawText(QRectF(inside.left(), inside.top(), inside.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, int(inside.width())));
    painter.setFont(m_theme.font(TextStyle::Caption));
    const ColorRole plain = isChecked() ? ColorRole::Text : ColorRole::Muted;
    painter.setPen(m_theme.color(m_isFaulty ? ColorRole::DangerText : plain));
    painter.drawText(inside.adjusted(0, titleHeight, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_figures);
}

} // namespace fuseboard
